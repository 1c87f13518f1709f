import type { Said } from '../../acts/said.ts'
import { fold } from '../../../../../reading/text.ts'
import { isEveryday } from '../leftover.ts'
import type { Ranker } from '../../ranking/ranker.ts'

const AMOUNT = String.raw`(?:[€$£] ?)?\d[\d.,]*(?: ?(?:k|euros?|eur|dollars?|usd|pounds?|quid|gbp|€|\$|£|bucks))?`

/** Money that would leave a bank; what a customer gets back is booked here. */
const paying = [
  /^pay (?!back\b|attention\b|off\b)\S/,
  new RegExp(String.raw`^(?:transfer|wire|remit) (?:.* )?${AMOUNT}(?: |$)`),
  new RegExp(
    String.raw`^(?:send|transfer|wire) (?:over )?(?:the )?(?:${AMOUNT}|money|funds) (?:over )?to \S`,
  ),
]
const BACK = /\b(?:back|refund\w*|return\w*)\b/

const CALLED = /^(?:call|ring|phone|telephone|dial)(?: up)? (\S+)/
/** What is dialled back or down is no number. */
const ALWAYS_CALLED =
  /^(?:pick up the phone (?:and|to)\b|give (?:\S+ ){1,4}(?:a|another) (?:ring|bell|buzz)\b|(?:ring|phone|telephone) (?!in\b|it\b)|dial (?!in\b|it\b|back\b|down\b|(?:\S+ ){1,7}(?:back|down) (?:to|on|a)\b))/
/** Behind whom is called: why, or nothing more. "Call it Munich" gives a name. */
const CALLED_FOR =
  /^(?: (?:for me|back|up|about|regarding|and|to|if|that|because|please|now|asap|again)\b.*)?$/
const WRITTEN = /^(?:te?xt|sms|whatsapp|dm|ping) (\S+)/
const MAILED =
  /^(?:e-?mail|mail|message|write to|write) (\S+)(?: \S+)? (?:that|saying|to say|and (?:tell|ask|say))\b/

const TABLE = String.raw`(?:\p{L}+ ){0,2}(?:table|seats|dinner|lunch)(?= (?:for|at|in|on|by|near|tonight|today|tomorrow)\b|$|[,.])`
const RIDE = String.raw`(?:\p{L}+ )?(?:taxi|cab|uber|minicab|limousine)\b`
const US = '(?:(?:me|us|(?:my|our) \\p{L}+) )?'
/** A table at a restaurant and a taxi are had from those who have them, also for a day; what is to be remembered is said so. */
const reserving = [
  new RegExp(
    `^(?:reserve|book) ${US}(?:a|some|(?:a|one|two|three|four|\\d+)(?= )|our usual|the usual) ${TABLE}`,
    'u',
  ),
  new RegExp(`^(?:reserve|book|order|get|call|hail) ${US}(?:a|two) ${RIDE}`, 'u'),
  /^(?:make|get|see about) (?:me |us )?a (?:\p{L}+ )?(?:reservation|booking) (?:\p{L}+ ){0,4}(?:at|with) (?:a|an|the|that|our)\b/u,
]

/** Measured by an instrument: no price, number or share is told so. */
const MEASURED = String.raw`\d+(?:[.,]\d+)? ?(?:degrees?|deg|°|celsius|fahrenheit|bars?|psi|rpm|watts?|volts?|decibels?)`
const MACHINE =
  '(?:lights?|lamps?|heating|heater|heat|radiators?|oven|kettle|stereo|radio|telly|tv|fans?|air ?con(?:ditioning)?|thermostat|dishwasher|speakers?|projector|sprinklers?|music|volume|sound)'
const WHERE =
  '(?: (?:up|down|on|off|a bit|a little|in|at|for|by|the|please|now|here|there|over|again|upstairs|downstairs)\\b.*)?'
/** Lights, machines and music are out of reach, unless it is written down that they are to be seen to. */
const machines = [
  new RegExp(
    String.raw`^(?:turn|set|put|bring|crank|heat|warm|cool|keep|run|get|take) (?!.*\b(?:notes?|title|name|description|comment|text|price)\b).*\b${MEASURED}`,
  ),
  new RegExp(
    String.raw`^(?:turn|switch|flick|shut|power)(?: (?:on|off|up|down|out))? (?:the |our |all the |that )?(?:\p{L}+ ){0,2}?${MACHINE}${WHERE}$`,
    'u',
  ),
  new RegExp(
    String.raw`^(?:play|put on|stick on|whack on|blast) (?:\p{L}+ ){0,3}(?:music|songs?|playlist|tunes?|jazz|radio|album|record|spotify|podcast|something (?:chill|loud|calm|nice|soft))${WHERE}$`,
    'u',
  ),
  /^(?:put|play|stick|whack|blast|have|get) (?:\S+ ){1,5}(?:on|through|over|via) (?:the |our )?(?:\p{L}+ )?(?:speakers?|stereo|sound system|hi-?fi|jukebox|spotify|telly|tv)\b/u,
  /^(?:make|brew|fetch|bring|get) (?:me|us) (?:a|an|another|some|two) (?:\p{L}+ ){0,2}(?:coffees?|tea|espresso|latte|cappuccino|sandwich|beer|lunch)\b/u,
]

/** What nobody writes down here: "the weather in Porto on Sunday". Behind a mark something else may be asked for. */
const WEATHER =
  /^(?:(?:show|give|tell|get) (?:me|us) |check )?(?:the )?(?:weather(?: (?:forecast|report|outlook))?|forecast) (?:in|for|at|on|near|around|over|today|tonight|tomorrow|this|next)\b[^,.;:!]*$/

const NETWORK =
  '(?:insta(?:gram)?|facebook|fb|tik ?tok|twitter|linked ?in|youtube|snap(?:chat)?|socials?|social media)'
/** Pages of others, where nothing can be put from here. */
const POSTED = new RegExp(
  `^(?:post|share|upload|publish) (?!an? (?:task|to-?do|reminder)\\b).{3,} (?:to|on|onto) (?:our |my |the )?${NETWORK}(?: (?:story|stories|page|feed|account|reels?|profile))?\\b`,
)

type Kind = 'money' | 'phone' | 'message' | 'place' | 'machine' | 'page' | 'weather'

const texts: Readonly<Record<Kind, string>> = {
  machine:
    'I reach nothing outside this hub: no machine, no light and no music. Say “remind me to …”, and it is on your list.',
  place:
    'I cannot reserve anything outside this hub: that is between you and whoever has it. Say “remind me to …”, and it is on your list.',
  page: 'I put nothing on pages outside this hub. Say “remind me to …”, and it is on your list.',
  weather: 'I know nothing of the weather: I know only what is kept here.',
  money:
    'I cannot pay anybody: your money moves at your bank alone. Say “remind me to …”, and it is on your list; once it is paid, it can be booked.',
  phone: 'I cannot phone anybody. Say “remind me to …”, or “make a task for …”, and it is on the list.',
  message:
    'I cannot send such a message for you. Say “make a task for …”, or write it under a task, and your colleagues hear of it.',
}

interface Heard {
  said: Said
  ranker: Ranker
}

/** Somebody: one of the team, or a word that requests are not made of. */
const isSomebody = (word: string, { said, ranker }: Heard): boolean =>
  said.people.some(({ from }) => from === 1) ||
  /^(?:him|her|them|everyone|everybody|mr|mrs|ms|dr)$/.test(word) ||
  !isEveryday(word.replace(/'s$/, ''), ranker)

function isCalled(text: string, heard: Heard): boolean {
  if (ALWAYS_CALLED.test(text)) return true
  const word = CALLED.exec(text)?.[1]
  if (word === undefined || !isSomebody(word, heard)) return false
  // A name has two words at most: "call Harlan", "call Petra Novak about the keys".
  return [1, 2].some((count) =>
    CALLED_FOR.test(text.replace(new RegExp(String.raw`^call(?: up)?(?: \S+){${count}}`), '')),
  )
}

/** What lies outside, whatever day is said with it. */
function outsideOf(text: string): Kind | null {
  if (WEATHER.test(text)) return 'weather'
  return POSTED.test(text) ? 'page' : null
}

function kindOf(text: string, heard: Heard): Kind | null {
  if (paying.some((one) => one.test(text)) && !BACK.test(text)) return 'money'
  if (machines.some((one) => one.test(text))) return 'machine'
  if (isCalled(text, heard)) return 'phone'
  const to = WRITTEN.exec(text)?.[1] ?? MAILED.exec(text)?.[1]
  return to !== undefined && isSomebody(to, heard) ? 'message' : null
}

/** What is to be asked or said there, behind whom it is asked of. */
const MATTER =
  /\b(?:and|to) (?:ask|tell|say|check|see|find out|hear|inquire|enquire)\b|\b(?:about|regarding|concerning|whether)\b/

/** "Phone the bank on Monday" says when; of "ask whether the payment of 3 March has arrived" the day is part of the question. */
function saysWhen({ text, tokens, moments }: Said): boolean {
  const end = MATTER.exec(fold(text))?.index ?? text.length
  // "Half an hour late" is no time at which anything is to be done.
  const isDelay = (to: number) =>
    tokens.slice(to - 1, to + 1).some((token) => /^(?:late|early|behind)$/.test(token.text))
  return moments.some(({ from, to }) => (tokens[from]?.from ?? 0) < end && !isDelay(to))
}

/**
 * Why a person in the world alone can do it: pay from a bank, phone somebody, write to a telephone. With a day it is more likely
 * something to be put on a list. Null where it is neither.
 */
export function inTheWorld(heard: Heard): string | null {
  const { said } = heard
  const text = fold(said.text)
  const always = reserving.some((one) => one.test(text)) ? 'place' : outsideOf(text)
  // "To our page at 6" is when it is to be there; with a day it is rather put on a list.
  const isTimed = always === 'page' && said.moments.some(({ value }) => value.kind !== 'time')
  if (always && !isTimed) return texts[always]
  if (saysWhen(said) || said.quoted.length > 0) return null
  const kind = kindOf(text, heard)
  return kind && texts[kind]
}
