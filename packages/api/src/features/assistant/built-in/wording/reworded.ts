import { withoutMinding } from './gerund.ts'
import { withQuotesHidden } from './normalize.ts'
import { readSaid } from '../acts/said.ts'
import type { World } from '../understand/types.ts'

/** What is said in an order or in words of its own, in those that everybody uses: how it is understood is the same then. */

/** Behind these a text is dictated: how it is worded is its own. */
const DICTATED =
  /:\s|\b(?:saying|says|comment|notes? (?:that|to|on|for)|remark|(?:called|named|titled)(?= (?!us\b|me\b|again\b|earlier\b)))\b/i

const COUNT = '(?:an?|one|two|three|four|five|six|a few|\\d+)'
const SHIFT = `${COUNT} (?:hours?|days?|weeks?|months?) (?:later|earlier|sooner)`
const VERB =
  '(?:change|correct|fix|update|adjust|amend|move|close|delete|remove|cancel|set|add|assign|book|send|show|give)'

const RULES: readonly [RegExp, string][] = [
  // What a face says is no part of a sentence, and one ends with it.
  [/(?<=[\p{L}\d])\s+[:;=]['-]?[()DP/|](?=\s+\p{L})/gu, '.'],
  [/\s+[:;=]['-]?[()DP/|](?=\s|$)/gu, ''],
  // So does a laugh, behind what is asked for.
  [/[\s,]+(?:(?:pls|plz|please),? )?(?:lol|lmao|rofl|haha+|hehe+|xd)\b[\s.!,]*(?=\p{L})/giu, '. '],
  [/[\s,]+(?:lol|lmao|rofl|haha+|hehe+|xd)[\s.!]*$/gi, ''],
  // A picture ends what stands before it, where something is told behind it.
  [
    /\s*(?:\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F\u200D]*\s*)+(?=(?:it|this|that)(?:'s| is)\b)/giu,
    '. ',
  ],
  // "Give it to Ana would ya, he is off"
  [
    /(?<=\S \S+ .{3,})(?<!\b(?:what|how|who|which|when|where|why|as|than|if|that)),? (?:would|will|could|can) (?:you|ya|u)(?: please)?(?=\s*[,;.!])/giu,
    '',
  ],
  // Dictated words have no marks: "… to wash the van he has to have it done by noon".
  [
    /(?<=[\p{L}\d])\s+(?=(?:he|she|they) (?:needs?|has|have|wants?) to (?:have|get) (?:it|that|this) (?:done|finished|ready|sorted)\b)/giu,
    ', ',
  ],
  // "Everywhere, not only among the tasks, for …": where it is not looked for alone.
  [
    /,\s*not (?:only|just|merely)(?: (?:in|among|within|through|at))?(?: (?:the|our|my|your))? \p{L}+(?: \p{L}+)?,\s*(?=(?:for|what|where|who|which)\b)/giu,
    ' ',
  ],
  // "What is late across the whole team": of everybody's, no filter.
  [
    /(?<=^(?:what|which|how many|show|list|give|everything|anything|all|any)\b.{3,80}) (?:across|throughout|for|in) (?:(?:the|our) (?:whole|entire)|all (?:of )?(?:the|our)) (?:team|company|firm|business|crew|staff|board|office|organi[sz]ation)\b/gi,
    '',
  ],
  // "Let us target the 8th": what was spoken of is to be done then.
  [
    /(?<=^|[.,;!]\s*|\band )(?:(?:let us|let's|lets|we(?:'ll| will| should)|please) )?(?:target|aim for|aim at|shoot for|go for|go with|settle on) (?=(?:the \d{1,2}(?:st|nd|rd|th)|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|the (?:end|start|middle) of|\d{1,2}(?:st|nd|rd|th)? (?:of )?\p{Lu})\b)/giu,
    'move it to ',
  ],
  // "…, Tuesday is fine": the day by which.
  [
    /[.,;–-]+\s*((?:(?:next|this) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|(?:the )?\d{1,2}(?:st|nd|rd|th))(?:'s| is| would be| will be| will do| would do)(?: (?:fine|ok|okay|good|great|perfect|ideal|best|early enough|soon enough))?[\s.!]*$/giu,
    ', $1',
  ],
  [/\bi meaned\b/gi, 'I meant'],
  [/\b(?:jog|refresh) (?:my|me|our|us) memory\b/gi, 'remind me'],
  [/\bgive me a (?:nudge|shout|poke|prod|kick|buzz|ping)(?=\b.{0,40}\bto \p{L})/giu, 'remind me'],
  // "This you can close", "change please the day"
  [
    /\b(this|that|it|these|those|them|both) you (can|could|may|should) (\p{L}+)(?=\s*(?:[.,;!?]|$|(?:now|already|please|pls|too)\b))/giu,
    'you $2 $3 $1',
  ],
  // "And the roster you can give to Ana"
  [
    new RegExp(
      `(?<=^|[,.;!]\\s+(?:(?:and|but|so) )?)((?:the|my|our|that|this) (?:[\\p{L}\\d'-]+ ){1,6}?)you (?:can|could|may|should) (?:(?:just|now|also|already|please) )*(${VERB}|tick|mark|throw|hand|push|put|bin|drop|tag|rename|reopen) ?(?=[^,.;:!?]*(?:[.,;!?]|$))`,
      'iu',
    ),
    'please $2 $1',
  ],
  [new RegExp(`\\b(${VERB}) (?:please|pls) (?=(?:the|it|this|that|my|our)\\b)`, 'gi'), 'please $1 '],
  [
    new RegExp(
      `^((?:the|my|our) [^,.;:]{3,60}?) (?:we|i) (?:make|do|move|push|shift|have|need) (${SHIFT})\\b`,
      'i',
    ),
    'move $1 $2',
  ],
  [
    new RegExp(
      `(?<=${SHIFT}) (?:than|as) (?:(?:it|they|we) )?(?:(?:was|were|is|are|has been|had been|have|had) )?(?:(?:originally|first|once) )?(?:planned|scheduled|agreed|thought|said|intended)(?=[\\s.!?,]*$)`,
      'i',
    ),
    '',
  ],
  // "Any tasks with my name on them"
  [
    /\b(?:with|that (?:have|has|had|carr(?:y|ies)|bears?)|having|carrying|bearing) my name (?:on|against|beside|next to|attached to) (?:it|them)\b/gi,
    'of mine',
  ],
  [
    /\b(?:with|that (?:have|has|had)|having) (\p{L}+)'s name (?:on|against|beside|next to) (?:it|them)\b/giu,
    'of $1',
  ],
  // "Whack the priority up to high"
  [
    /\b(?:put|whack|bump|push|turn|crank|knock|bring|stick|shift|pull|drop|raise|lower) the (\p{L}+) (?:right |back )?(?:up|down|back|over) to (?=\S)/giu,
    'set the $1 to ',
  ],
  [
    /\bits (?=(?:proper|dead|well|really|very|pretty|quite|so|super|urgent|important|due|done|overdue|late|promised|booked|ready|mended|finished|paid|gone)\b)/gi,
    "it's ",
  ],
  [/\b(?:proper|dead|well) (?=(?:urgent|important)\b)/gi, 'very '],
  [
    /^(.{3,60}?) (?:should|can|must|may|shall) (?:stay|remain|be|be left) without (?:an? |any )?(?:person|owner|anybody|anyone|somebody|someone)\b/i,
    'nobody should have $1',
  ],
  // "The flyers go into the next column. Right above the roster": where it goes is of the sentence before it.
  [
    /[.;]\s+(?=(?:right|directly|just|immediately|straight) (?:under|underneath|beneath|below|above|over|behind|after|before)\b)/gi,
    ', ',
  ],
  // "On the board: the flyers into the next column"
  [
    /^(?:on the )?board\s*[:,–-]\s*(?!(?:move|drag|put|place|shift|slide|pull|push|add|new)\b)([^:]{3,60}?) (?:(?:goes|go|comes|come|belongs|belong) |(?:should|can|must) (?:go|be) )?(?:in)?to (?=(?:the )?\p{L}+(?: \p{L}+)? column\b)/iu,
    'move $1 into ',
  ],
  // "Two asks on the roster: …": what is asked for behind it is all of that one.
  [
    /^(?:(?:just|only|please|ok|okay|so) )*(?:two|three|four|a couple(?: of)?|a few|some|[2-4])(?: (?:quick|small|more|little|last))* (?:asks|things|changes|requests|updates|edits|points|bits|tweaks|corrections)(?: please)? (?:on|about|regarding|concerning|re|with|to) ((?:the|my|our|that|this) [^:.;]{3,60}?)\s*[:.]\s+(?=\S)/i,
    '$1: ',
  ],
  [/\b(?:them both|(?:those|these) two)\b(?! \p{L}+s\b)/giu, 'both of them'],
  // "Ana must order cups, put it as a task"
  [
    /^([^:]{8,}?)[,.;]+ (?:please )?(?:put|add|note|make|log|write|jot|take) (?:it|that|this) (?:down )?(?:(?:as|into) an? (?:new )?(\p{L}+)|(on (?:the|my|our) (?:board|list)))[\s.!]*$/iu,
    'new $2$3: $1',
  ],
]

function byRules(text: string): string {
  let said = text
  for (const [form, instead] of RULES) {
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

function withFacts(text: string, world: World): string {
  if (NOTED.test(text)) return text
  const isSomebody = (rest: string) => readSaid(rest, world).people[0]?.from === 0
  const said = text.replace(FACT, ', $1 ')
  return said.replace(RESPONSIBLE, (lead, at: number) =>
    isSomebody(said.slice(at + lead.length)) ? 'owner ' : lead,
  )
}

/** "Owner: Ana." behind what was just made or changed is of that one. */
const OF_IT =
  /^\W*(?:and |also |then )*(?:(owner|assignee)|(due(?: date)?|deadline)|(tag|label)|priority)\s*:\s*(?=\S)/i

function factOfIt(text: string, { memory: { it, last }, table }: World): string {
  const [lead = '', owner, due, tag] = OF_IT.exec(text) ?? []
  const effect = last ? table.get(last.path)?.entry.meta.effect : 'read'
  if (lead === '' || !it || effect === 'read') return text
  const said = text.slice(lead.length)
  if (owner !== undefined) return `for ${said}`
  if (due !== undefined) return `due ${said}`
  return `${tag === undefined ? 'priority' : 'tag'} ${said}`
}

export function reworded(text: string, world: World): string {
  const facts = withFacts(factOfIt(text.replaceAll('’', "'"), world), world)
  const plain = withoutMinding(facts, world)
  return asChange(fromThat(byRules(plain), world), world)
}
