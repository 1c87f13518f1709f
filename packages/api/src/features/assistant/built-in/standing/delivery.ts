import { readSaid } from '../acts/said.ts'
import type { Said } from '../acts/said.ts'
import type { Person, World } from '../understand/types.ts'

/** What is to be mailed, and to whom. */
export interface Delivery {
  /** Addresses, or why there are none. */
  to: readonly string[] | { unknown: string } | null
  /** What is looked up for it, in words; empty where nothing was named. */
  what: string
  /** A text that was given word for word. */
  text: string | null
  /** It may as well be a question that is answered here: "tell me …". */
  isSoft: boolean
}

const sending = /^(?:e-?mail|mail|send|forward|deliver|shoot|drop)$/
const verb = '(?:e-?mail|mail|send|forward|deliver|shoot|drop)'
const channel =
  /,?\s+(?:(?:by|via|per|as|in|with|over)\s+(?:an?\s+)?(?:e-?)?mails?|(?:in|into|to)\s+(?:my|our)\s+(?:in-?box|mail-?box|(?:e-?)?mails?))\b/gi
const message =
  /^(?:an?|the)\s+(?:short\s+)?(?:e-?mail|mail|message|note|line)\b(?:\s+(?:with|of|about|containing|listing))?\s*/i
const saying =
  /^(?:(?:an?\s+)?(?:e-?mail|mail|message|note|reminder)\s+)?(?:saying|that says|reading|with the text|reminding (?:them|me|us)|(?:a\s+)?reminder)\s*(?:that|to|:)?\s*/i
const everybody =
  /^(?:everyone|everybody|all of us|us all|us|all members|the (?:whole )?(?:team|staff|company|firm)|our (?:whole )?team)\b/i
const myself = /^(?:me|myself|to me)\b/i
const MOST_RECIPIENTS = 20

const addressOf = ({ item }: Person): string | undefined =>
  typeof item?.['email'] === 'string' ? item['email'] : undefined

const emailsOf = (people: readonly Person[]): string[] => people.flatMap((one) => addressOf(one) ?? [])

interface Named {
  to: NonNullable<Delivery['to']>
  /** Letters that name them. */
  length: number
}

const known = (to: readonly string[], length: number): Named | null =>
  to.length === 0 || to.length > MOST_RECIPIENTS ? null : { to: [...new Set(to)], length }

/** One recipient, or all of them, at the beginning of a text. */
function recipientAt(text: string, world: World): Named | null {
  const mine = myself.exec(text)?.[0]
  if (mine !== undefined) return known([world.me.email], mine.length)
  const all = everybody.exec(text)?.[0]
  if (all !== undefined) return known(emailsOf(world.people), all.length)
  const address = /^<?([^\s@<>",;]+@[^\s@<>",;]+\.[a-z]+)>?/i.exec(text)
  if (address) return known([address[1] ?? ''], address[0].length)
  return personAt(readSaid(text, world), world)
}

function personAt(said: Said, { people }: World): Named | null {
  const spot = said.people.find(({ from }) => from === 0)
  const end = said.tokens[(spot?.to ?? 0) - 1]?.to
  if (!spot || end === undefined) return null
  const [only, ...others] = spot.value
  if (!only || others.length > 0) return { to: { unknown: said.text.slice(0, end) }, length: end }
  return known(emailsOf(people.filter(({ id }) => id === only.id)), end)
}

const joint = /^\s*(?:,|&|and)\s+/i

/** Recipients at the beginning of a text: "me", "Ana and Jonas", "a@b.example, c@d.example". */
function recipientsAt(text: string, world: World): Named | null {
  const first = recipientAt(text, world)
  if (!first || 'unknown' in first.to) return first
  const { length } = first
  const between = joint.exec(text.slice(length))?.[0]
  const more = between === undefined ? null : recipientsAt(text.slice(length + between.length), world)
  if (!more || 'unknown' in more.to || between === undefined) return first
  return known([...first.to, ...more.to], length + between.length + more.length)
}

/** "… to Ana", at the end of a text: what stands before it, and whom it goes to. */
function recipientsBehind(text: string, world: World): { before: string; to: Named['to'] } | null {
  for (const { 0: found, index } of [...text.matchAll(/(?:^|\s+)to\s+/gi)].toReversed()) {
    const rest = text.slice(index + found.length)
    const named = recipientsAt(rest, world)
    if (named && /^\W*$/.test(rest.slice(named.length))) return { before: text.slice(0, index), to: named.to }
  }
  return null
}

const plain = (text: string) =>
  text
    .replace(/^[\s,:;-]+|[\s,:;.!?-]+$/g, '')
    .replace(/^(?:please|also|then)\s+/i, '')
    .trim()

const quotedIn = (text: string) => /^"([^"]+)"$/.exec(plain(text))?.[1] ?? null

/** What is left when whom it goes to is taken out: a text, or what is to be looked up. */
function contentOf(rest: string): Pick<Delivery, 'what' | 'text'> {
  const text = plain(rest)
  const given = saying.exec(text)?.[0]
  const told = given === undefined || given === '' ? text : plain(text.slice(given.length))
  const quote = quotedIn(told) ?? quotedIn(text.replace(message, ''))
  if (quote !== null) return { what: '', text: quote }
  if (given !== undefined && given !== '' && told !== '') return { what: '', text: told }
  return { what: plain(text.replace(message, '')), text: null }
}

/** An unknown name at the end: "mail the list to Petra". */
const unknownBehind = (text: string) =>
  /^(.*\S)?\s*\bto\s+(\p{L}[\p{L}'’-]*(?:\s+\p{Lu}[\p{L}'’-]*)?)$/u.exec(plain(text))

/** "Mail me the open tasks", "mail the open tasks to Ana". */
function sent(rest: string, world: World): Delivery | null {
  const named = recipientsAt(rest, world)
  if (named) return { to: named.to, ...contentOf(rest.slice(named.length)), isSoft: false }
  const behind = recipientsBehind(plain(rest), world)
  if (behind) return { to: behind.to, ...contentOf(behind.before), isSoft: false }
  const [, before = '', unknown] = unknownBehind(rest) ?? []
  if (unknown !== undefined) return { to: { unknown }, ...contentOf(before), isSoft: false }
  return { to: null, ...contentOf(rest), isSoft: false }
}

const telling =
  /^(?:let (?:me|us) know|tell (?:me|us)|notify (?:me|us)|inform (?:me|us)|alert (?:me|us)|warn (?:me|us)|give me a (?:shout|heads-up)|ping me)\b(?:\s+(?:about|of))?\s*/i
/** "Let Ana know", "tell the team": word of what happens, to somebody else. */
const tellingOthers = /^(?:(let)|tell|notify|inform|alert|warn|ping) (?!me\b|us\b)/i
const wordBehind = /^(?:\s*$|\s+(?:about|of|that|when|by)\b)/i

function toldToOthers(text: string, world: World): Delivery | null {
  const [lead, isLet] = tellingOthers.exec(text) ?? []
  const rest = lead === undefined ? '' : text.slice(lead.length)
  const named = recipientsAt(rest, world)
  if (!named) return null
  const behind = rest.slice(named.length)
  const after = isLet === undefined ? behind : behind.replace(/^\s+know\b/i, '')
  if ((isLet !== undefined && after === behind) || !wordBehind.test(after)) return null
  return { to: named.to, ...contentOf(after.replace(/^\s+(?:about|of)\b/i, '')), isSoft: true }
}

const wanting =
  /^(?:(?:i|we)(?:'d)?\s+(?:want|need|would like|like|wish)(?:\s+to\s+(?:get|receive|have|see))?|(?:please\s+)?(?:let me have|get me|give me|show me|have)|(?:could|can|may) (?:i|we) (?:get|have|receive|see))\s+/i
const passive = /\s+(?:e-?mailed|mailed|sent|delivered|forwarded)\b/i

/** "The open tasks mailed to me": what is left of a wish where "I want" was taken for politeness. */
const nominal = /^(?:the|my|our|all|an?)\s.*\s(?:e-?mailed|mailed|sent|delivered|forwarded)\s+to\s/i

/** Behind "mailed" and "sent": to whom, or to whoever wishes for it. */
function passiveTo(behind: string, world: World): NonNullable<Delivery['to']> {
  const to = /^to\s+/i.exec(behind)?.[0]
  if (to === undefined) return [world.me.email]
  const rest = behind.slice(to.length)
  return recipientsAt(rest, world)?.to ?? { unknown: rest }
}

/** "I want the open tasks mailed to me", "could I get the list in my inbox". */
function wanted(text: string, isByMail: boolean, world: World): Delivery | null {
  const lead = wanting.exec(text)?.[0] ?? (nominal.test(text) ? '' : undefined)
  if (lead === undefined) return null
  const rest = text.slice(lead.length)
  const done = passive.exec(rest)
  if (!done) return isByMail ? { to: [world.me.email], ...contentOf(rest), isSoft: false } : null
  const to = passiveTo(plain(rest.slice(done.index + done[0].length)), world)
  return { to, ...contentOf(rest.slice(0, done.index)), isSoft: false }
}

/** "… and mail them to Ana", behind what is looked up. */
const andMail = new RegExp(`^(.+?),?\\s+(?:and(?:\\s+then)?|then)\\s+(${verb})\\s+(.+)$`, 'i')
const pronoun =
  /^(?:it|them|that|this|those|these|the (?:list|lists|result|results|lot|outcome|answer))\b\s*/i

function lookedUpAndSent(text: string, world: World): Delivery | null {
  const [, before = '', , rest = ''] = andMail.exec(text) ?? []
  if (before === '') return null
  if (pronoun.test(rest)) {
    const delivery = sent(rest.replace(pronoun, ''), world)
    return delivery && { ...delivery, what: plain(before), text: null }
  }
  const named = recipientsAt(rest, world)
  const behind = named && plain(rest.slice(named.length))
  return named && (behind === '' || pronoun.test(behind ?? ''))
    ? { to: named.to, what: plain(before), text: null, isSoft: false }
    : null
}

/** What a wish says of a mail; null where it says nothing of one. */
export function deliveryIn(wish: string, world: World): Delivery | null {
  const isByMail = wish.search(channel) !== -1
  const text = plain(wish.replaceAll(channel, ''))
  const both = lookedUpAndSent(text, world)
  if (both) return both
  const [, first = '', rest = ''] = /^([\w-]+)\s*(.*)$/s.exec(text) ?? []
  if (sending.test(first.toLowerCase())) return sent(rest, world)
  const want = wanted(text, isByMail, world)
  if (want) return want
  const told = telling.exec(text)?.[0]
  if (told !== undefined)
    return { to: [world.me.email], ...contentOf(text.slice(told.length)), isSoft: !isByMail }
  if (isByMail) return { to: [world.me.email], ...contentOf(text), isSoft: false }
  return toldToOthers(text, world)
}
