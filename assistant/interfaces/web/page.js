// What the page does in the browser: the evidence pane, copying, editing, the theme. No request leaves from here.
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const store = key => all('.store').find(each => each.dataset.store === key);
  const paneFor = element => one('.pane', element.closest('[role=tabpanel]') || document);

  // The evidence pane shows a copy of what stands hidden beside the button that was chosen.
  let opener = null;
  const show = (pane, held, figure) => {
    const group = all('.store').filter(each => each.dataset.group === held.dataset.group);
    const body = one('.pane-body', pane);
    body.innerHTML = held.innerHTML;
    body.scrollTop = 0;
    pane.dataset.store = held.dataset.store;
    pane.classList.add('opened');
    one('.pane-count', pane).textContent = group.length > 1 ? `${group.indexOf(held) + 1} of ${group.length}` : '';
    all('[data-leaf]', pane).forEach(each => { each.hidden = group.length < 2; });
    one('[data-close]', pane).hidden = false;
    all('mark', body).forEach(mark => mark.classList.toggle('chosen', !!figure && alike(mark.textContent, figure)));
    (one('mark.chosen', body) || one('mark', body))?.scrollIntoView({ block: 'nearest' });
    all('[data-show]').forEach(each => each.classList.toggle('shown', each === opener));
  };
  const alike = (one, other) => one.replace(/\W+/g, '').slice(0, 3) === other.replace(/\W+/g, '').slice(0, 3);
  const shut = pane => {
    const body = one('.pane-body', pane);
    if (!pane.classList.contains('opened')) return;
    pane.classList.remove('opened');
    body.textContent = '';
    const hint = body.appendChild(document.createElement('p'));
    hint.className = 'hint';
    hint.textContent = pane.dataset.hint;
    one('.pane-count', pane).textContent = '';
    all('[data-leaf], [data-close]', pane).forEach(each => { each.hidden = true; });
    all('[data-show].shown').forEach(each => each.classList.remove('shown'));
    if (opener?.isConnected) opener.focus();
    opener = null;
  };

  const copy = async text => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without a secure connection browsers offer the old way alone.
      const area = document.body.appendChild(document.createElement('textarea'));
      area.value = text;
      area.select();
      document.execCommand('copy');
      area.remove();
    }
  };
  const told = (button, words) => {
    const before = button.textContent;
    button.textContent = words;
    setTimeout(() => { button.textContent = before; }, 2000);
    say(words);
  };
  const say = words => {
    const status = one('#said');
    if (status) status.textContent = words;
  };

  const paint = dark => {
    document.body.classList.toggle('dark', dark);
    all('#theme').forEach(each => each.setAttribute('aria-pressed', String(dark)));
  };
  const wanted = () => {
    const kept = localStorage.getItem('briefing-theme');
    return kept ? kept === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  };

  document.addEventListener('click', event => {
    const button = event.target.closest?.('button');
    if (!button) return;
    const pane = button.closest('.pane');
    if (button.dataset.show !== undefined) {
      const held = store(button.dataset.show);
      const beside = paneFor(button);
      if (held && beside) {
        opener = button;
        show(beside, held, button.dataset.figure);
        one('h2', beside).focus({ preventScroll: false });
      }
    } else if (pane && button.dataset.leaf) {
      const held = store(pane.dataset.store);
      const group = held ? all('.store').filter(each => each.dataset.group === held.dataset.group) : [];
      if (group.length) show(pane, group[(group.indexOf(held) + Number(button.dataset.leaf) + group.length) % group.length]);
    } else if (pane && button.dataset.close !== undefined) {
      shut(pane);
    } else if (button.dataset.copy !== undefined) {
      copy(button.dataset.copy).then(() => told(button, 'Copied'));
    } else if (button.dataset.edit !== undefined || button.dataset.unedit !== undefined) {
      const form = one('form.editing', button.closest('.turn'));
      const edit = one('[data-edit]', button.closest('.turn'));
      form.hidden = button.dataset.unedit !== undefined;
      edit.setAttribute('aria-expanded', String(!form.hidden));
      (form.hidden ? edit : one('textarea', form)).focus();
    } else if (button.id === 'theme') {
      const dark = !document.body.classList.contains('dark');
      localStorage.setItem('briefing-theme', dark ? 'dark' : 'light');
      paint(dark);
    } else if (button.dataset.tab) {
      all('[role=tab]').find(each => each.textContent.trim() === button.dataset.tab)?.click();
    }
  });

  document.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      const menu = event.target.closest?.('details.more[open]');
      if (menu) {
        menu.open = false;
        one('summary', menu).focus();
      } else {
        // A sheet that is fixed has no offset parent.
        all('.pane.opened').filter(each => each.getClientRects().length).forEach(shut);
      }
    }
  });

  // The list of conversations is folded where it would stand before the answer; a reader's own choice stays.
  const wide = matchMedia('(min-width: 75rem)');
  let unfolded = wide.matches;
  wide.addEventListener('change', () => {
    unfolded = wide.matches;
    all('details.fold').forEach(each => { each.open = unfolded; });
  });
  document.addEventListener('toggle', event => {
    if (event.target.matches?.('details.fold')) unfolded = event.target.open;
  }, true);

  // A new turn comes into view, and the sheet of an earlier one goes; an answer at hand is not chased.
  let turns = 0;
  new MutationObserver(() => {
    const found = all('.transcript .turn');
    if (found.length > turns && one('.transcript .turn.working')) {
      all('.pane.opened').filter(each => getComputedStyle(each).position === 'fixed').forEach(shut);
      found[found.length - 1].scrollIntoView({ block: 'start', behavior: 'auto' });
    }
    turns = found.length;
    all('details.fold').forEach(each => { if (each.open !== unfolded) each.open = unfolded; });
    all('#theme').forEach(each => each.setAttribute('aria-pressed', String(document.body.classList.contains('dark'))));
  }).observe(document.documentElement, { childList: true, subtree: true });

  document.documentElement.lang = 'en-GB';
  document.addEventListener('DOMContentLoaded', () => paint(wanted()));
  if (document.body) paint(wanted());
})();
