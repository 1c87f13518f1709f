import { moneyText } from '../../../shared/amount-words.ts'
import { lowered } from '../../../shared/lowered.ts'

/** How the verbs that titles of acts begin with are said of what was done. */
const DONE: Readonly<Record<string, string>> = {
  add: 'added',
  archive: 'archived',
  assign: 'assigned',
  cancel: 'canceled',
  change: 'changed',
  close: 'closed',
  complete: 'completed',
  confirm: 'confirmed',
  credit: 'credited in part',
  discard: 'discarded',
  dismiss: 'dismissed',
  draft: 'drafted',
  follow: 'followed from now on',
  hold: 'held',
  judge: 'judged',
  keep: 'kept',
  make: 'made',
  pause: 'paused',
  pay: 'recorded',
  plan: 'planned',
  post: 'posted',
  publish: 'published',
  record: 'recorded',
  remove: 'removed',
  rename: 'renamed',
  restore: 'restored',
  reverse: 'reversed',
  send: 'sent',
  stop: 'being stopped',
  track: 'tracked from now on',
  try: 'being tried again',
  undo: 'taken back',
  void: 'voided',
  watch: 'watched',
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** "1,277.39 EUR": what it comes to, where an answer says that. */
export function amountIn(output: Readonly<Record<string, unknown>>): string | null {
  const currency = text(output['currency'])
  const amount = text(output['total']) ?? text(output['amount'])
  if (amount === null || currency === null) return null
  return moneyText(amount, currency)
}

interface Change {
  /** "Post an invoice" */
  title: string
  /** "invoice", of what the act answers with; null where that is no kind of thing. */
  noun: string | null
  /** How the row is called. */
  name: string | undefined
  output: Readonly<Record<string, unknown>>
}

const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'

/** What became of it: by a flag that the act itself is about, or by its verb. */
function becameOf(title: string, { isOn, isWatched, isArchived }: Readonly<Record<string, unknown>>): string {
  const verb = title.split(' ')[0]?.toLowerCase() ?? ''
  if (verb === 'switch' && isFlag(isOn)) return isOn ? 'switched on' : 'switched off'
  if (title.startsWith('Pause or') && isFlag(isWatched)) return isWatched ? 'watched again' : 'paused'
  if (isArchived === true) return 'archived'
  return DONE[verb] ?? 'changed'
}

/** What was changed, in a sentence: fields by their names say nothing to a person. */
export function doneText({ title, noun, name, output }: Change): string {
  if (typeof output['jobId'] === 'string' && name === undefined)
    return `It is under way: ${lowered(title)}. The result is shown where that is kept.`
  const number = text(output['number'])
  const own = name ?? number ?? undefined
  if (noun === null || own === undefined) return `Done: ${lowered(title)}.`
  const isBare = own.toLowerCase().startsWith(noun)
  const called = isBare ? own : `${noun} ${own === number ? own : `“${own}”`}`
  const amount = amountIn(output)
  const rest = amount === null || called.includes(amount) ? '' : `, ${amount}`
  return `Done: the ${called} is ${becameOf(title, output)}${rest}.`
}
