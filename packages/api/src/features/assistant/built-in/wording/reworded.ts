import { withoutMinding } from './gerund.ts'
import { withQuotesHidden } from './normalize.ts'
import { LOOK_UPS } from './look-ups.ts'
import { REWORDINGS } from './rewordings.ts'
import { asAsked } from './wished.ts'
import { readSaid } from '../acts/said.ts'
import type { World } from '../understand/types.ts'

/** What is said in an order or in words of its own, in those that everybody uses: how it is understood is the same then. */

/** Behind these a text is dictated: how it is worded is its own. */
export const DICTATED =
  /:\s|\b(?:saying|says|comment|notes? (?:that|to|on|for)|remark|(?:called|named|titled)(?= (?!us\b|me\b|again\b|earlier\b)))\b/i

const FORMS = [...REWORDINGS, ...LOOK_UPS]

function byRules(text: string): string {
  let said = text
  for (const [form, instead] of FORMS) {
    const { index } = new RegExp(form.source, form.flags.replace('g', '')).exec(withQuotesHidden(said)) ?? {}
    if (index !== undefined && !DICTATED.test(said.slice(0, index))) said = said.replace(form, instead)
  }
  return said
}

const FROM_THAT =
  /^((?:\W*(?:\p{L}+[\s,]+){0,4}?)(?:make|move|put|set|push|have|do) (?:it|that)) (?:(?:to|on|for) )?(the|an?|one|two|three|four|five|six|\d+) (days?|weeks?|months?) (before|after)(?: (?:that|then))?(?=[\s.!?]*$)/iu

/** "Make it the day before that": counted from what was said last, as "a day earlier" is. */
function fromThat(text: string, { memory }: World): string {
  const [all, lead = '', count = '', unit = '', side = ''] = (memory.last && FROM_THAT.exec(text)) ?? []
  if (all === undefined) return text
  const by = count.toLowerCase() === 'the' ? 'one' : count
  return `${lead} ${by} ${unit} ${/before/i.test(side) ? 'earlier' : 'later'}${text.slice(all.length)}`
}

const CHANGE_THAT =
  /[,.;!–-]+\s*(?:(?:so|and|please|pls|kindly|can you|could you|would you(?: be (?:able|so (?:kind|good) as|kind enough|willing) to)?|(?:may|might|can|could) i ask you to)\s+)*(?:change|correct|fix|update|adjust|amend) (?:this|that|it|(the (?:day|date|time|hour|deadline)))(?: (?:please|pls|for me|accordingly|would you|will you|if you can))*[\s.!?]*$/i

const TAKES_PLACE =
  /^(.{3,60}?) (?:goes out|go out|happens|takes place|starts|comes|leaves|will be|is due|is|are|goes|(?:isn't|is not|aren't|are not) (?:needed|wanted|due))(?: (?:only|now|first|just|not before))* (?:at |on |by |for |from )?(?:the )?$/i

/** "They rang, they need it at five": who rang needs it. */
const CALLED =
  /^((?!they\b|he\b|she\b|somebody\b|someone\b)[^,.;:]{2,40}?)(?: people| guys| folks| lot| crowd)? (?:have |has )?(?:just )?(?:called|rang|rung|phoned|wrote|emailed|texted|got in touch|came by)(?: (?:us|me|again|earlier|just now|back))*\s*[,;.–-]+\s*(?:and |that )?they (?=(?:need|want|would|'d|ask|prefer|must|have)\b)/i

const withSubject = (text: string, world: World): string => {
  const [lead, who = ''] = CALLED.exec(text) ?? []
  return lead === undefined || readSaid(who, world).people.length > 0
    ? text
    : `${who} ${text.slice(lead.length)}`
}

/** "It goes out on the 1st": it is to be moved there; null where no day ends what was told. */
function movedTo(told: string, field: string | undefined, world: World): string | null {
  const { moments, tokens } = readSaid(told, world)
  const last = moments.at(-1)
  if (!last || last.to < tokens.length) return null
  const from = tokens[last.from]?.from ?? 0
  const [, what] = TAKES_PLACE.exec(told.slice(0, from)) ?? []
  if (what === undefined) return null
  const day = told.slice(from).replace(/^(?:due )?(?:(?:on|by|at|till|until|before) )?/i, '')
  return `${field === undefined ? 'move' : `change ${field} of`} ${what} to ${day}`
}

/** "It goes out on the 1st, change the day": what was told is how it is to be. */
function asChange(text: string, world: World): string {
  const found = CHANGE_THAT.exec(text)
  const told = text.slice(0, found?.index)
  if (!found || DICTATED.test(told)) return text
  const subject = withSubject(told, world)
  const moved = movedTo(subject, found[1], world)
  if (moved !== null) return moved
  const isSaid = found[1] === undefined && readSaid(subject, world).moments.length > 0
  return isSaid ? subject : text
}

/** What is dictated is left as it is. */
const NOTED = /\b(?:saying|says|comments?|notes?|remarks?)\b/i
/** "Chase the printer. Owner: Ana. Due: Wed.": each is a part of the one request. */
const FACT = /[.;]+\s+(owner|assignee|due(?: date)?|deadline|tag|label|priority)\s*:\s*(?=\S)/gi

/** "…, responsible is Jonas": who has it. */
const RESPONSIBLE =
  /(?<=[,;.]\s+)(?:the )?(?:responsible|owner|assignee)(?: person)? (?:is|will be|should be) (?=\p{L})/giu

/** "A job to dress the window. Ana can have it": whose it is to be. */
const MADE =
  /^(?:please |ok |right )?(?:add|new|put|create|make|note|remind|stick|pop|(?:i|we)(?:'d| would)? (?:want|need|like)(?: to have)? an? )/i
const HAVING =
  /[,.;]*\s+(\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?) (?:can|could|should|may|will) (?:have|take|do) (?:it|that|this)(?: one)?(?=[\s.!]*$|[,;.] )/u

/** "…, and the tag is stock" */
const THE_FACT =
  /[,.;]?\s+(?:and )?(?:the|its) (tag|label|priority|due date|deadline) (?:is|should be|must be) (?=\S)/giu

/** "New one for Jonas: ring them. Needs to happen Tuesday and it's urgent" */
const NEEDED =
  /[,.;]\s+(?:(?:it|this|that) )?(?:needs|has) to (?:happen|be (?:done|finished|ready)|get done) (?:by |on )?(?=\S)/giu
const AND_URGENT = /,? and (?:it|that|this)(?:'s| is) (?=(?:urgent|(?:high|low) priority)\b)/giu

function withFactsBehind(text: string, isSomebody: (name: string) => boolean): string {
  if (!MADE.test(text)) return text
  return text
    .replace(HAVING, (tail: string, name: string) => (isSomebody(name) ? `, for ${name}` : tail))
    .replace(THE_FACT, ', $1 ')
    .replace(NEEDED, ', due ')
    .replace(AND_URGENT, ', ')
}

function withFacts(text: string, world: World): string {
  if (NOTED.test(text)) return text
  const isSomebody = (rest: string) => readSaid(rest, world).people[0]?.from === 0
  const said = withFactsBehind(text, isSomebody).replace(FACT, ', $1 ')
  return said.replace(RESPONSIBLE, (lead, at: number) =>
    isSomebody(said.slice(at + lead.length)) ? 'owner ' : lead,
  )
}

/** "Owner: Ana." behind what was just made or changed is of that one. */
const OF_IT =
  /^\W*(?:and |also |then )*(?:(owner|assignee)|(due(?: date)?|deadline)|(tag|label)|((?:a |the )?notes?)|priority)\s*:\s*(?=\S)/i

function factOfIt(text: string, { memory: { it, last }, table }: World): string {
  const [lead = '', owner, due, tag, note] = OF_IT.exec(text) ?? []
  const effect = last ? table.get(last.path)?.entry.meta.effect : 'read'
  if (lead === '' || !it || effect === 'read') return text
  const said = text.slice(lead.length)
  if (owner !== undefined) return `for ${said}`
  if (due !== undefined) return `due ${said}`
  if (note !== undefined) return `add a note to it: ${said}`
  return `${tag === undefined ? 'priority' : 'tag'} ${said}`
}

const ITS_OWNER = /^(.*?)\b(?:make|mark) (?:it|that|this)(?: one)? (\p{L}[\p{L} -]{1,40})'s([\s.!]*)$/iu

/** "Make it Ana's": she is to have it. */
function ownedBy(text: string, world: World): string {
  const [, lead = '', who = '', end = ''] = ITS_OWNER.exec(text) ?? []
  return readSaid(who, world).people.length === 1 ? `${lead}give it to ${who}${end}` : text
}

const NTH_FOR =
  /^(?:the )?((?:first|second|third|fourth|fifth|last)(?: one)?)(?:\s*[:,–-]\s*|(?: on (?:there|it|the list)| there)? (?:(?:can|could|should|may) go|goes) to )(\p{L}[\p{L} ]{1,40}?)([\s.!]*)$/iu

/** "Second one: Jonas", "the last one can go to Jonas": behind a list, who is to have that one. */
function handedTo(text: string, world: World): string {
  const [, which = '', who = '', end = ''] = NTH_FOR.exec(text) ?? []
  const isSomebody = world.memory.focus.length > 0 && readSaid(who, world).people.length === 1
  return isSomebody ? `give the ${which} to ${who}${end}` : text
}

const WHO_IS = /^((?:(?:and|so|ok),? )?)who(?:'s| is) (\p{Lu}[^,.;:?!]{2,60})(\?*)$/u

/** "Who is Oakhollow Hotel?": nobody of the team. */
function whatIs(text: string, world: World): string {
  const [, lead = '', name = '', end = ''] = WHO_IS.exec(text) ?? []
  return name === '' || readSaid(name, world).people.length > 0 ? text : `${lead}what is ${name}${end}`
}

export function reworded(text: string, world: World): string {
  const spoken = asAsked(text.replaceAll('’', "'"), world)
  const said = whatIs(ownedBy(handedTo(spoken, world), world), world)
  const facts = withFacts(factOfIt(said, world), world)
  const plain = withoutMinding(facts, world)
  return asChange(fromThat(byRules(plain), world), world)
}
