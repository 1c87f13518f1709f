// Runs before the stylesheet, so that no page flashes in the wrong theme. Without a choice the system decides.
try {
  var theme = localStorage.getItem('hub.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage can be forbidden; the system's theme is a good answer then.
}
