import { createHash } from 'node:crypto'
import { mostLetters } from '@hub/api/server'
import type { OpenForm } from '@hub/api/server'

type Field = OpenForm['form']['fields'][number]

/** The colors of the app, light or dark as the device wishes; nothing is fetched. */
const css = `:root{color-scheme:light dark;--bg:light-dark(oklch(.968 .006 90),oklch(.178 .012 215));--card:light-dark(oklch(.995 .002 90),oklch(.212 .013 215));--text:light-dark(oklch(.235 .016 215),oklch(.945 .006 200));--soft:light-dark(oklch(.41 .016 215),oklch(.795 .01 205));--line:light-dark(oklch(.63 .012 100),oklch(.555 .018 215));--main:light-dark(oklch(.47 .082 208),oklch(.755 .102 200));--on:light-dark(oklch(.995 .002 200),oklch(.205 .03 215));--bad:light-dark(oklch(.5 .175 27),oklch(.8 .1 22))}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main{max-width:36rem;margin:0 auto;padding:2rem 1rem}h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem;overflow-wrap:anywhere}
p{margin:0 0 1rem;white-space:pre-line;overflow-wrap:anywhere}.by,.hint{color:var(--soft);font-size:.875rem}
form{background:var(--card);border-radius:.75rem;padding:1.25rem;margin-top:1.5rem}
.field{margin:0 0 1.25rem}label{display:block;font-weight:600;margin-bottom:.25rem;overflow-wrap:anywhere}
input,select,textarea{width:100%;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.55rem .7rem;min-height:2.75rem}
textarea{min-height:8rem;resize:vertical}.tick{display:flex;gap:.6rem;align-items:flex-start}.tick input{width:1.25rem;min-height:1.25rem;margin:.15rem 0 0;flex:none}
:focus-visible{outline:3px solid var(--main);outline-offset:2px}.bad{color:var(--bad);font-size:.875rem;margin:.25rem 0 0}.bad[role]{margin-bottom:1rem}.hint{font-weight:400}[aria-invalid]{border-color:var(--bad)}input{accent-color:var(--main)}
button{font:inherit;font-weight:600;border:0;border-radius:.5rem;padding:.7rem 1.25rem;min-height:2.75rem;background:var(--main);color:var(--on);cursor:pointer}
.off{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}`

const hash = createHash('sha256').update(css).digest('base64')

/** No script at all, this one style, and answers to this address alone. */
export const formPolicy = `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

/* Names that no question can have. The first stands at one that no person sees: what fills it in is a program. */
export const TRAP = 'company-website'
export const SUBMISSION = 'submission-id'

const escaped = (words: string) =>
  words.replace(/[&<>"']/g, (character) => `&#${String(character.codePointAt(0))};`)

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${css}</style>
</head>
<body><main>
<h1>${escaped(title)}</h1>
${body}
</main></body>
</html>
`

export interface Filling extends OpenForm {
  submission: string
  typed: ReadonlyMap<string, string>
  wrong: ReadonlyMap<string, string>
}

const inputTypes: Partial<Record<Field['type'], string>> = {
  number: 'text',
  date: 'date',
  email: 'email',
  text: 'text',
}

function control(field: Field, typed: string, attributes: string): string {
  const value = escaped(typed)
  const most = mostLetters(field)
  const letters = most === null ? '' : ` maxlength="${most}"`
  if (field.type === 'long_text') return `<textarea ${attributes}${letters}>${value}</textarea>`
  if (field.type === 'choice') {
    const options = field.choices.map(
      (one) => `<option${one === typed ? ' selected' : ''}>${escaped(one)}</option>`,
    )
    return `<select ${attributes}><option value="">Choose…</option>${options.join('')}</select>`
  }
  const numeric = field.type === 'number' ? ' inputmode="decimal"' : ''
  return `<input type="${inputTypes[field.type] ?? 'text'}" ${attributes}${letters}${numeric} value="${value}">`
}

function question(field: Field, { typed, wrong }: Filling): string {
  const { name, title, isRequired, type } = field
  const fault = wrong.get(name)
  const words = `${escaped(title)}${isRequired ? '' : ' <span class="hint">optional</span>'}`
  const told = fault === undefined ? '' : ` aria-invalid="true" aria-describedby="${name}-bad"`
  const attributes = `id="${name}" name="${name}"${isRequired ? ' required' : ''}${told}`
  const said = typed.get(name) ?? ''
  const bad = fault === undefined ? '' : `<p class="bad" id="${name}-bad">${escaped(fault)}</p>`
  if (type === 'yes_no') {
    const tick = `<input type="checkbox" value="yes" ${attributes}${said === 'yes' ? ' checked' : ''}>`
    return `<div class="field"><div class="tick">${tick}<label for="${name}">${words}</label></div>${bad}</div>`
  }
  return `<div class="field"><label for="${name}">${words}</label>${control(field, said, attributes)}${bad}</div>`
}

/** The form as it is filled in, with what has to be mended. */
export function formPage(filling: Filling): string {
  const { form, organization, submission, wrong } = filling
  const isWrong = wrong.size > 0
  return page(
    form.title,
    `<p class="by">${escaped(organization)}</p>
${form.intro === '' ? '' : `<p>${escaped(form.intro)}</p>`}
<form method="post" novalidate>
${isWrong ? '<p class="bad" role="alert">Some answers are missing or do not fit. They are marked below.</p>' : ''}
${form.fields.map((field) => question(field, filling)).join('\n')}
<div class="off" aria-hidden="true"><label for="${TRAP}">Leave this empty</label><input id="${TRAP}" name="${TRAP}" tabindex="-1" autocomplete="off"></div>
<input type="hidden" name="${SUBMISSION}" value="${escaped(submission)}">
<button>Send</button>
</form>`,
  )
}

export const thanksPage = ({ form, organization }: OpenForm): string =>
  page('Sent', `<p class="by">${escaped(organization)}</p>\n<p role="status">${escaped(form.thanks)}</p>`)

export const plainPage = (title: string, words: string): string => page(title, `<p>${escaped(words)}</p>`)
