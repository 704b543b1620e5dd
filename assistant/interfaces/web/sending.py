"""How a button or a form in the page's own mark-up reaches a function on the server.

`data-act` names the event; its other data fields, and a form's fields, come along. Gradio admits the events whose names
stand in the script in quotation marks.
"""

from __future__ import annotations

SENDING = """
// 'ask' 'rate' 'begin' 'open' 'rename' 'remove' 'sort' 'pick' 'save'
element.addEventListener('click', event => {
  const button = event.target.closest('button[data-act]');
  if (button) trigger(button.dataset.act, {...button.dataset});
});
element.addEventListener('click', event => {
  if (!event.target.closest('button[data-save]')) return;
  const changes = {};
  element.querySelectorAll('[data-place]').forEach(field => {
    if (field.dataset.before !== undefined && field.dataset.before !== field.textContent) changes[field.dataset.place] = field.textContent;
  });
  trigger('save', {changes: JSON.stringify(changes)});
});
element.addEventListener('focusin', event => {
  const field = event.target.closest('[data-place]');
  if (field && field.dataset.before === undefined) field.dataset.before = field.textContent;
});
element.addEventListener('submit', event => {
  const form = event.target.closest('form[data-act]');
  if (!form) return;
  event.preventDefault();
  trigger(form.dataset.act, {...form.dataset, ...Object.fromEntries(new FormData(form, event.submitter))});
});
// A choice that the server made shows in a list that a person has used before.
watch('value', () => element.querySelectorAll('select').forEach(list => {
  list.value = (list.querySelector('option[selected]') || list.options[0]).value;
}));
"""
