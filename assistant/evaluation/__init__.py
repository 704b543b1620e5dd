"""Measure answers against a table of figures: suites, scores with intervals, runs, comparisons of runs, gates.

Answering never imports this package, so that ground truth cannot leak into an answer.
"""
