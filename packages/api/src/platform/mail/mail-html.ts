import { escapeHtml } from './escape-html.ts'
import type { Mail } from './mail.ts'

/* The colors of the pages by day, as mail programs understand them. They turn them round at night by themselves. */
const ink = '#15242a'
const quiet = '#46565c'
const accent = '#00646f'
const paper = '#f5f4f1'
const sheet = '#fefdfb'
const line = '#dedcd7'

const font = 'system-ui,-apple-system,Segoe UI,sans-serif'
const text = `margin:0 0 16px;font:16px/1.5 ${font};color:${ink}`
const small = `margin:0 0 8px;font:13px/1.5 ${font};color:${quiet}`
const button = `display:inline-block;padding:12px 20px;border-radius:8px;background:${accent};color:#ffffff;font:600 16px/1 ${font};text-decoration:none`

const link = (url: string, words: string, style: string) =>
  `<a href="${escapeHtml(url)}" style="${style}">${escapeHtml(words)}</a>`

const paragraph = (part: string, style: string) =>
  `<p style="${style}">${escapeHtml(part).replaceAll('\n', '<br>')}</p>`

const lineOf = ({ words, detail, url, act }: NonNullable<Mail['lines']>[number]) => {
  const linked = `color:${accent};text-decoration:underline`
  const title = url === null || act !== undefined ? escapeHtml(words) : link(url, words, linked)
  const under =
    detail === null ? '' : `<div style="font:13px/1.5 ${font};color:${quiet}">${escapeHtml(detail)}</div>`
  const way = url === null || act === undefined ? '' : `<div>${link(url, act, linked)}</div>`
  return `<li style="margin:0;padding:12px 0;border-top:1px solid ${line};list-style:none;font:15px/1.5 ${font};color:${ink}">${title}${under}${way}</li>`
}

const feet = ({ note, unsubscribe }: Mail): string => {
  const words = note === undefined ? [] : [escapeHtml(note)]
  const out = unsubscribe ? [link(unsubscribe.url, unsubscribe.label, `color:${quiet}`)] : []
  const all = [...words, ...out].join(' ')
  return all === '' ? '' : `<p style="${small}">${all}</p>`
}

/** Every mail of the hub in one look. All that is in it is text of ours or escaped, and nothing is fetched from anywhere. */
export function mailHtml(mail: Mail): string {
  const { subject, text: words, action, lines = [], sender = 'Smart AI Hub' } = mail
  const parts = words.split(/\n{2,}/).map((part) => paragraph(part, text))
  const list =
    lines.length === 0 ? '' : `<ul style="margin:0 0 16px;padding:0">${lines.map(lineOf).join('')}</ul>`
  const act = action ? `<p style="${text}">${link(action.url, action.label, button)}</p>` : ''
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject.replaceAll(/\s+/g, ' '))}</title></head><body style="margin:0;padding:24px 12px;background:${paper}"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px"><tr><td style="padding:0 8px 12px;font:600 14px/1.5 ${font};color:${quiet}">${escapeHtml(sender)}</td></tr><tr><td style="padding:28px 28px 12px;background:${sheet};border:1px solid ${line};border-radius:12px">${parts.join('')}${list}${act}</td></tr><tr><td style="padding:16px 8px 0">${feet(mail)}</td></tr></table></td></tr></table></body></html>`
}

/** The same for whoever reads mail as text. */
export function mailText({ text: words, action, lines = [], note, unsubscribe }: Mail): string {
  const listed = lines.map(({ words: one, detail, url, act }) =>
    [
      `- ${one}`,
      ...(detail === null ? [] : [`  ${detail}`]),
      ...(url === null ? [] : [`  ${act === undefined ? '' : `${act}: `}${url}`]),
    ].join('\n'),
  )
  const parts = [
    words,
    ...(listed.length === 0 ? [] : [listed.join('\n')]),
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...(note === undefined ? [] : [`-- \n${note}`]),
    ...(unsubscribe ? [`${unsubscribe.label}:\n${unsubscribe.url}`] : []),
  ]
  return `${parts.join('\n\n')}\n`
}
