/** Puts the focus on the heading of the page, from where reading and tabbing go on. */
export function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('#content h1')
  if (!heading) return
  // Nobody tabs to a heading, so it takes no focus by itself.
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
