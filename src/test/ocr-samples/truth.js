// Sends where every word of the page is on the screen to make-samples.py, in screen pixels.
(() => {
  const words = [];
  const add = (text, r) => {
    if (!text || r.width < 1 || r.height < 1) return;
    if (r.bottom > innerHeight || r.right > innerWidth || r.top < 0 || r.left < 0) return;
    words.push({ text, x: Math.round(mozInnerScreenX + r.left), y: Math.round(mozInnerScreenY + r.top),
      width: Math.round(r.width), height: Math.round(r.height) });
  };
  const ofText = (node) => {
    for (const match of node.data.matchAll(/\S+/g)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const rects = range.getClientRects();
      if (rects.length === 1) add(match[0], rects[0]);
    }
  };
  const ofField = (field) => {
    const style = getComputedStyle(field);
    const text = field.tagName === 'SELECT' ? field.selectedOptions[0].text : field.value || field.placeholder;
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const box = field.getBoundingClientRect();
    const size = parseFloat(style.fontSize) * 1.3;
    const left = box.left + parseFloat(style.borderLeftWidth) + parseFloat(style.paddingLeft)
      + (field.tagName === 'SELECT' ? 4 : 0);
    for (const match of text.matchAll(/\S+/g)) {
      const before = pen.measureText(text.slice(0, match.index)).width;
      const width = pen.measureText(match[0]).width;
      const x = left + before, y = box.top + (box.height - size) / 2;
      add(match[0], { left: x, top: y, right: x + width, bottom: y + size, width, height: size });
    }
  };
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) ofText(node);
    else if (node.matches?.('input:not([type=checkbox]):not([type=radio]), select')) ofField(node);
    else if (!node.matches?.('script, style, option')) node.childNodes.forEach(walk);
  };
  addEventListener('load', () => setTimeout(() => {
    walk(document.body);
    fetch('/truth', { method: 'POST', body: JSON.stringify(words) });
  }, 1500));
})();
