// Asks every second and a half what stands on the screen, and follows it to the end.
'use strict';

const lines = document.getElementById('lines');
if (lines) {
  const main = lines.parentElement;
  const toEnd = () => { main.scrollTop = main.scrollHeight; };
  let shown = null;
  const look = async () => {
    try {
      const answer = await fetch(lines.dataset.from, { cache: 'no-store' });
      const now = await answer.text();
      if (answer.ok && shown !== null && now !== shown) {
        lines.innerHTML = now;
        toEnd();
      }
      if (answer.ok) shown = now;
    } catch {
      // The host is away: the next look tells.
    }
    setTimeout(look, document.hidden ? 5000 : 1500);
  };
  const text = document.querySelector('.say textarea');
  text.addEventListener('keydown', (key) => {
    if (key.key === 'Enter' && !key.shiftKey && !key.isComposing) {
      key.preventDefault();
      if (text.value.trim()) text.form.requestSubmit();
    }
  });
  if (!document.querySelector('details[open]')) text.focus({ preventScroll: true });
  toEnd();
  look();
}
