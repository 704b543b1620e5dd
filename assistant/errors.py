"""Every error this project raises on purpose. Each message says what is wrong, where, and what to do next.

BriefingError
├── InputError                bad use or bad input: exit code 2
│   ├── DocumentError         a file that cannot be read as a document
│   ├── CorpusError           a corpus file that breaks the rules of corpus/README.md
│   ├── QuestionError         a question that is empty or too long
│   ├── CitationError         a briefing whose figure no source that it cites prints
│   ├── SettingsError         a setting with a bad value
│   └── NotComparableError    two evaluation runs, or a run and a baseline, of different cases
├── IndexProblem               anything wrong with an index
│   ├── IndexMissingError     no index of that name
│   ├── IndexMismatchError    built with another schema or embedding model
│   └── IndexLockedError      another process is writing to it
├── ModelError                an embedding or chat model that cannot be loaded or does not answer
└── MissingDependencyError    an optional package that is not installed
"""

from __future__ import annotations


class BriefingError(Exception):
    """The root of the tree. `str(error)` is one line for the user."""


class InputError(BriefingError):
    """Bad use or bad input. The command line exits with 2."""


class DocumentError(InputError):
    """A file that cannot be read: missing, empty, binary, in an unreadable encoding, damaged."""


class CorpusError(InputError):
    """A corpus file whose front matter is missing, incomplete or contradictory."""


class QuestionError(InputError):
    """A question that is empty or longer than the settings allow."""


class CitationError(InputError):
    """A briefing that may not be exported: a figure in it stands in none of the quotes that it cites."""


class SettingsError(InputError):
    """A setting with a value that cannot be used."""


class NotComparableError(InputError):
    """Two evaluation runs, or a run and a baseline, that did not ask the same cases."""


class IndexProblem(BriefingError):
    """Anything wrong with an index."""


class IndexMissingError(IndexProblem, InputError):
    """There is no index of that name."""


class IndexMismatchError(IndexProblem, InputError):
    """The index was built with another schema or embedding model than the one in use."""


class IndexOutdatedError(IndexMismatchError):
    """An index whose record another version of this package wrote."""


class IndexLockedError(IndexProblem):
    """Another process is writing to the index."""


class ModelError(BriefingError):
    """An embedding or chat model cannot be loaded or does not answer."""


class MissingDependencyError(BriefingError):
    """An optional package is needed and not installed; the message says which."""
