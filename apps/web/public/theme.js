// Runs before the stylesheet, so that no page flashes in the wrong theme or moves from one font to another.
try {
  // Without a choice the system decides.
  var theme = localStorage.getItem('hub.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  // Fetched at an earlier visit.
  if (localStorage.getItem('hub.font') === 'inter') document.documentElement.dataset.font = 'inter'
} catch {
  // Storage can be forbidden; the system's theme is a good answer then.
}
