/*
 * The explorer in the colors and letters of the hub. It brings a night of its own, which only has to be told when.
 * The values are those of `packages/ui/src/tokens.css`; a test holds them together.
 */

const tokens = {
  paper: 'light-dark(oklch(0.968 0.006 90), oklch(0.178 0.012 215))',
  sheet: 'light-dark(oklch(0.995 0.002 90), oklch(0.212 0.013 215))',
  raised: 'light-dark(oklch(1 0 0), oklch(0.252 0.015 215))',
  sunken: 'light-dark(oklch(0.958 0.006 90), oklch(0.17 0.012 215))',
  line: 'light-dark(oklch(0.912 0.006 90), oklch(0.298 0.014 215))',
  'line-control': 'light-dark(oklch(0.63 0.012 100), oklch(0.555 0.018 215))',
  text: 'light-dark(oklch(0.235 0.016 215), oklch(0.945 0.006 200))',
  'text-2': 'light-dark(oklch(0.41 0.016 215), oklch(0.795 0.01 205))',
  accent: 'light-dark(oklch(0.47 0.082 208), oklch(0.755 0.102 200))',
  'accent-text': 'light-dark(oklch(0.455 0.08 209), oklch(0.81 0.1 199))',
  'accent-tint': 'light-dark(oklch(0.952 0.02 203), oklch(0.275 0.038 208))',
  'on-accent': 'light-dark(oklch(0.995 0.002 200), oklch(0.205 0.03 215))',
  'danger-text': 'light-dark(oklch(0.5 0.175 27), oklch(0.8 0.1 22))',
  focus: 'light-dark(oklch(0.53 0.1 228), oklch(0.84 0.11 215))',
} as const

const values = Object.entries(tokens)
  .map(([name, value]) => `  --${name}: ${value};`)
  .join('\n')

const css = `:root {
  color-scheme: light;
${values}
}
:root.dark-mode { color-scheme: dark; }
html, html.dark-mode body, body { background: var(--paper); }
#swagger-ui .swagger-ui { color: var(--text); background: transparent; }
#swagger-ui :is(.swagger-ui, p, li, button, input, select, textarea, .info .title, .opblock-tag, .btn, .opblock-summary-description, .parameter__name, .response-col_status, .tab li, table thead tr :is(td, th), label, .model, .model-title, .scheme-container .schemes > label, .markdown, section.models h4, .dialog-ux .modal-ux-header h3, .opblock .opblock-section-header :is(h4, label)) {
  font-family: Inter, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;
}
#swagger-ui :is(.info .title, .opblock-tag, .opblock-summary-path, .opblock-summary-description, .parameter__name, .parameter__type, .response-col_status, .response-col_description, table thead tr :is(td, th), label, .model, .model-title, p, li, h1, h2, h3, h4, h5, .markdown, .renderedMarkdown, .tab li, .opblock .opblock-section-header :is(h4, label)) {
  color: var(--text);
}
#swagger-ui :is(.opblock-summary-description, .parameter__type, .info .base-url, small) { color: var(--text-2); }
#swagger-ui .info { margin: 32px 0 20px; }
#swagger-ui .info .title { font-size: 26px; font-weight: 600; }
#swagger-ui a, #swagger-ui .info a { color: var(--accent-text); }
#swagger-ui .topbar { background: var(--sheet); border-bottom: 1px solid var(--line); }
#swagger-ui .topbar .download-url-wrapper { display: none; }
#swagger-ui .topbar img { height: 32px; }
#swagger-ui .scheme-container {
  background: var(--sheet); border-block: 1px solid var(--line); box-shadow: none; padding: 16px 0; margin-bottom: 20px;
}
#swagger-ui .opblock-tag { border-color: var(--line); font-size: 18px; font-weight: 600; }
#swagger-ui .opblock {
  background: var(--raised); border: 1px solid var(--line); border-radius: 8px; box-shadow: none;
}
#swagger-ui .opblock .opblock-summary, #swagger-ui .opblock .opblock-section-header { background: transparent; border-color: var(--line); box-shadow: none; }
#swagger-ui .opblock .opblock-summary-method {
  background: var(--accent-tint); color: var(--accent-text); text-shadow: none; border-radius: 6px; font-weight: 600;
}
#swagger-ui .opblock.opblock-post .opblock-summary-method {
  background: var(--accent); color: var(--on-accent);
}
#swagger-ui .btn { border-radius: 8px; box-shadow: none; color: var(--text); border-color: var(--line-control); background: var(--raised); }
#swagger-ui .btn.authorize { color: var(--accent-text); border-color: var(--accent); }
#swagger-ui .btn.authorize svg { fill: var(--accent-text); }
#swagger-ui :is(.info .title small, .info .title small.version-stamp) { background: var(--text-2); }
#swagger-ui :is(.info .title small pre) { color: var(--sheet); }
#swagger-ui :is(.markdown, .renderedMarkdown) code { background: var(--sunken); color: var(--text); font-weight: 500; }
#swagger-ui .opblock .tab-header .tab-item.active h4 span::after { background: var(--accent); }
#swagger-ui .btn.execute { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
#swagger-ui .btn.cancel { color: var(--danger-text); border-color: var(--danger-text); }
#swagger-ui :is(input, select, textarea) {
  background: var(--raised); color: var(--text); border: 1px solid var(--line-control); border-radius: 8px;
}
#swagger-ui section.models, #swagger-ui section.models.is-open h4 { border-color: var(--line); }
#swagger-ui section.models .model-container, #swagger-ui .model-box { background: var(--sunken); }
#swagger-ui .dialog-ux .modal-ux { background: var(--raised); border-color: var(--line); border-radius: 12px; }
#swagger-ui :is(button, a, input, select, textarea, [tabindex]):focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
`

/** The theme that was chosen in the hub, or the system's; and the width of a phone, which the explorer does not ask for. */
const js = `(function () {
  var chosen = null
  try { chosen = localStorage.getItem('hub.theme') } catch { /* The system decides. */ }
  var system = matchMedia('(prefers-color-scheme: dark)')
  function set() {
    var isDark = chosen === 'dark' || (chosen !== 'light' && system.matches)
    document.documentElement.classList.toggle('dark-mode', isDark)
  }
  set()
  system.addEventListener('change', set)
  var viewport = document.createElement('meta')
  viewport.name = 'viewport'
  viewport.content = 'width=device-width, initial-scale=1'
  document.head.append(viewport)
})()
`

const mark =
  '<rect width="32" height="32" rx="8" fill="#00626d"/><path d="M10 8v16M22 8v16M10 21a6 6 0 0 1 12 0" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/>'
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${mark}</svg>`

export const docsTheme = {
  title: 'Smart AI Hub API',
  css: [{ filename: 'hub.css', content: css }],
  js: [{ filename: 'hub.js', content: js }],
  favicon: [{ filename: 'favicon.svg', rel: 'icon', type: 'image/svg+xml', sizes: 'any', content: icon }],
}

/** In the bar at the top; it leads back to the hub. */
export const docsLogo = { type: 'image/svg+xml', content: icon, href: '/', target: '_self' as const }
