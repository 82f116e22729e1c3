/**
 * Runs in the page: what a reader would stumble over. A text outside of its station, texts or stations that cover each
 * other, a mark on a line that covers either, a page wider than the screen.
 */
export const PROBLEMS = `(() => {
  const found = [];
  const visible = (it) => it.getClientRects().length > 0 && getComputedStyle(it).visibility !== "hidden";
  const boxOf = (it) => it.getBoundingClientRect();
  const within = (a, b, by) => a.left >= b.left - by && a.right <= b.right + by && a.top >= b.top - by && a.bottom <= b.bottom + by;
  const cover = (a, b, by) => a.left < b.right - by && b.left < a.right - by && a.top < b.bottom - by && b.top < a.bottom - by;
  const name = (it) => it.textContent.trim().slice(0, 60);
  const pairs = (list, by, what) => list.forEach((a, i) => list.slice(i + 1).forEach((b) => {
    if (cover(boxOf(a), boxOf(b), by)) found.push(what + ": " + name(a) + " | " + name(b));
  }));
  for (const svg of document.querySelectorAll("svg")) {
    if (!visible(svg)) continue;
    const nodes = [...svg.querySelectorAll(".n")];
    for (const node of nodes)
      for (const text of node.querySelectorAll("text"))
        if (!within(boxOf(text), boxOf(node.querySelector(".shape")), 0.5)) found.push("outside its station: " + name(text));
    for (const text of svg.querySelectorAll("text"))
      if (!within(boxOf(text), boxOf(svg), 1)) found.push("outside the picture: " + name(text));
    pairs([...svg.querySelectorAll("text")], 1.5, "texts cover each other");
    pairs(nodes.map((node) => node.querySelector(".shape")), 1, "stations cover each other");
    pairs([...svg.querySelectorAll(".box")], 1, "networks cover each other");
    pairs([...svg.querySelectorAll(".badge rect")], 1, "marks cover each other");
    for (const badge of svg.querySelectorAll(".badge rect"))
      for (const shape of nodes.map((node) => node.querySelector(".shape")))
        if (cover(boxOf(badge), boxOf(shape), 1)) found.push("a mark covers " + name(shape.parentNode));
  }
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push("the page is " + scrollWidth + " wide on a screen of " + clientWidth);
  return [...new Set(found)];
})()`;
