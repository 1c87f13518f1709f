import { samplesOf } from '../acts/template.ts'
import clauses from './clauses.json' with { type: 'json' }
import examples from './examples.json' with { type: 'json' }
import { tokensOf } from '../../../../reading/text.ts'
import { MASKS } from './features.ts'
import { masked } from './masked.ts'
import type { RankedAct } from './sentences.ts'

/** What is no act: talk, questions about the assistant itself, and what no hub does. */
export const HELP = '#help'
export const TALK = '#talk'
export const OUTSIDE = '#outside'

const help = [
  'help (me|)',
  'what (can|could|do) (you|i) (do|help with|ask|say|do for me|type here|do here|ask you)',
  'what (sort of|kind of|sorts of|kinds of|) (things|questions) (can i ask|do you understand|can you answer|can you do)',
  'what (kind|sort|kinds|sorts) of (things|stuff|jobs) can (i|we) (ask|get|have) you (to do|for|about)',
  'how (does|do) (this|it|you|the hub|this hub|this hub thing|this thing|everything) work',
  'how do i (use|work with|talk to|start with) (you|this|the hub|this thing)',
  'what are you (good for|able to do|capable of|for|here for)',
  '(give|show) me (some|a few|) examples (of|) (questions|what you understand|what i can ask|)',
  'can you (actually|) (change|do) (stuff|things|anything) or (do you|) only look things up',
  "(i'm|i am|im) new (here|), where do i (begin|start)",
  'where do i (begin|start)',
  'what (all|exactly|else|) can you do (for me|for us|here|)',
  '(could you kindly tell me|tell me|would you mind telling me) what (all|) you can do (for me|for us|here|)',
  '(could you|) explain what you (are able to|can) (do|help with)',
  'what (commands|requests) (are there|do you know|do you understand)',
  '(give me|show me|i need|) (an introduction|a tour|the manual|instructions|some help)',
  'what is this (hub|thing|app|page) (for|)',
  'how should i (ask|phrase|put|say) (things|it|this)',
  '(how|in which ways|in what ways) can you (assist|support|help) (me|us) (in my daily work|with my work|here|day to day)',
  'teach me how to use (this|you|it)',
  'who are you and what do you do',
  'what is possible here',
  'do you need (my|) approval for (things|changes|everything)',
  'what happens when i approve something',
]

const talk = [
  '(hi|hello|hey|good morning|good afternoon|good evening|morning|evening) (there|you|all|assistant|)',
  '(thanks|thank you|cheers|ta|thx|many thanks|thanks a lot|thank you so much|lovely) (love|mate|a lot|so much|very much|)',
  '(great|perfect|nice|cool|awesome|brilliant|lovely|wonderful|super|fantastic|ok|fine|good) (thanks|ta|job|work|stuff|)',
  "(you're|you are|youre) (a star|great|the best|very helpful|awesome|brilliant|a lifesaver|kind)",
  'how are you (today|doing|)',
  "(how's it going|what's up|how do you do)",
  '(ok|) good to know',
  '(have a|) (nice|good|great|lovely) (day|weekend|evening|one|night)',
  '(bye|goodbye|see you|see you later|see you tomorrow|good night|talk later)',
  'that was (quick|helpful|great|easy|all)',
  "that's (great|all|perfect|wonderful|fine|helpful|it)",
  '(sorry|no worries|no problem|never mind|my mistake)',
  'well done',
  '(haha|lol|wow|oh|hm|hmm|aha|i see|got it|understood|makes sense|interesting)',
  '(nice|good|pleased) to meet you',
  'i am (tired|happy|bored|glad|impressed)',
  'tell me a joke',
  "it's friday, finally",
  'you are funny',
  'appreciated',
  '(perfect|great|lovely|), all (sorted|done|good) for (now|today|this morning) (thanks|)',
  '(thanks|thank you|ok|great|), everything is (in order|fine|sorted|good)',
  '(ugh|phew|pff|oof), what a (day|week|month|morning)',
  "(glad|happy) (it's|its|it is) (friday|over|the weekend|nearly {x})",
  "(you're|you are|youre) (quick|fast|slow|funny|clever|smart|sweet|busy) (today|now|)",
  '(that|it) (works|worked|helps|helped) (well|a lot|)',
  '(busy|quiet|long|lovely|strange) (day|week|morning) (today|here|)',
  '(enjoy|have a good) (lunch|your weekend|your evening|your break)',
  "i (don't|do not) know",
  "(let's|lets) see",
  'it is (raining|cold|hot|late|early) (today|here|)',
  '(same|you) (too|to you)',
  '(talk|speak) to you (later|tomorrow|soon)',
]

const outside = [
  '(what|how) (is|will be|whats) the weather (going to be|like|) (in|at|) (the market|town|) {x}',
  'will it rain {x}',
  '(book|reserve) (me|us|) a (table|taxi) (to|for|at|) {x}',
  '(email|e-mail|mail|write to|send an email to|send a mail to|message) {x} (that|about|and tell them) {y}',
  '(text|whatsapp|sms|ring|call|phone) {x} (that|and tell them|for me) {y}',
  'send {x} (a text|a message|an sms|a whatsapp)',
  '(pay|transfer|wire) {x} (from|out of|with) (our|the|my) (bank account|account|bank|card)',
  '(pay|settle) (the|our) (bill|rent|electricity bill) (now|online|for me|from our account)',
  '(post|share|put) {x} on (instagram|facebook|twitter|linkedin|social media|our website|tiktok)',
  '(attach|upload|add) (this|a|the) (photo|picture|file|pdf|document|scan|receipt) (to|) {x}',
  '(print|print out|scan|fax) {x} (on|to) (the|our) (printer|office printer|paper)',
  'print (out|) {x}',
  '(write|make|create|draw up|generate) (me|us|) (an|a|the) (contract|letter|pdf|logo|poster|menu|newsletter|blog post|receipt) {x}',
  'as a pdf',
  '(translate|transalte) {x} (into|to) {y}',
  '(what is|who is|who was|when was|where is) the (capital|president|population|prime minister|king) of {x}',
  '(play|put on) (some|) music',
  'set (an|the) (alarm|timer) (for|) {x}',
  '(search|look up|google|find) {x} (online|on the web|on the internet|on google)',
  'order {x} (online|from amazon|from the supplier website)',
  '(order|buy) {x} from {y} (for us|at once|now|as long as it is cheap)',
  '(how do|how can) i (cook|make|bake|brew) {x}',
  'what is the (stock|share|bitcoin|oil) price (of|) {x}',
  'what is {x} (plus|times|minus|divided by|in dollars|in euros|in pounds) {y}',
  '(what is|whats|how much is) 12 (plus|times|minus|divided by) 7',
  'convert {x} (to|into) {y}',
  '(put|add|enter) {x} (in|into|to) (my|our|the|google) calendar',
  'when is (my|our|the next) (appointment|meeting|holiday)',
  '(connect|sync) (to|with|our) (google|outlook|xero)',
  '(how many|how much) (coffee|beans|stock|cups|bags|kilos|milk) (do we have|is left|have we got) (in stock|)',
  '(run|calculate|do) (the|our) (payroll|wages)',
  'fix (the|my) (wifi|internet|printer|computer)',
  'give me (legal|tax|medical) advice',
  '(summarise|summarize|read) (this|the) (document|email|contract|pdf|article)',
  'take a (photo|screenshot|picture)',
  'drive me {x}',
  'turn (on|off|up|down) (the|) (lights|heating|oven|machine|radio|air conditioning|volume) (in the {x}|in here|a bit|)',
  '(put|play) some (jazz|tunes|radio|songs) (on|) (in the {x}|in here|)',
  '(put|play) (on|) some (jazz|tunes|blues|songs) (in the {x}|in here|)',
  '(switch|turn) the (heating|lights|oven|radio|machine) (on|off) (in the {x}|so it is warm|when i get there|)',
  'what should i (eat|wear|watch|cook)',
  'write a poem (about|) {x}',
  '(make|let|have) {x} (repeat|recur|come back) (automatically|by itself|) (every|each) (day|week|month|monday|friday)',
  'repeat {x} (every|each) (day|week|month|monday|friday)',
  '(every|each) (day|week|month|monday|friday) {x} (automatically|by itself)',
  '(run|start|launch|trigger|do) the (payroll|backup|update|stocktake|machine)',
  '(put|add|send|copy|sync) {x} (in|into|to) (my|our|the) (google|outlook|apple|phone|) (calendar|calender|drive)',
  '(text|message|whatsapp|email|sms) {x} (that|to say|saying|and say) {y}',
  '(text|message|whatsapp|email|sms|ring) {x}',
  '(send|forward) {x} (to|by) (my accountant|the accountant|the bank|the customer|the supplier|email|post|whatsapp)',
  '(is|was) {x} (open|closed) on (sundays|sunday|holidays)',
  '(delete|cancel) (the|our) (order|subscription|contract) with {x}',
  '(draw|show) (me|) a (chart|graph|picture) of {x}',
  '(remind|tell) {x} by (text|sms|email|whatsapp) {y}',
  'lock the (door|shop|till|gate)',
  'how do i (get|drive|go) to {x}',
  '(log|track|clock) (my|the) (hours|time|working hours) {x}',
  '(clock|check) (me|) (in|out)',
  'photograph {x}',
  '(calculate|work out|compute) {x}',
  'who won {x}',
  'what time does {x} (open|close)',
]

/** Somebody of the firm, or somebody whom the hub does not know: either may be meant. */
const people = ['zzperson', 'zzunknown'] as const
const standIns: ReadonlyMap<string, string> = new Map([
  ['zzperson', MASKS.person],
  ['zzunknown', MASKS.unknown],
  ['zzthing', MASKS.thing],
])

const linesOf = (line: string): string[] =>
  (line.includes('{who}') ? people.map((one) => line.replaceAll('{who}', one)) : [line]).map((one) =>
    one.replaceAll(/\{\w+\}/g, 'zzunknown'),
  )

/** A number is heard as one, whichever it is. */
const asHeard = (word: string) => (/^\d[\d.,]*$/.test(word) ? MASKS.number : word)

const heard = (lines: readonly string[]): (readonly string[])[] =>
  lines
    .flatMap(samplesOf)
    .flatMap(linesOf)
    .map((line) => masked(tokensOf(line).map(({ text }) => standIns.get(text) ?? text)).map(asHeard))

const of = (name: string, lines: readonly string[], not: readonly string[] = []): RankedAct => ({
  name,
  sentences: heard(lines),
  counters: heard(not),
})

/** Made where something learns from them, which a command of the hub does not. */
export const ownSentences = (): readonly RankedAct[] => [
  of(HELP, [...help, ...examples.help]),
  of(TALK, [...talk, ...examples.talk]),
  // What is wished for or told in plain words is for some module, whichever those are.
  of(OUTSIDE, [...outside, ...examples.outside], examples.notOutside),
]

/** Words for something are a name of its own, or the row that goes by it. */
const withThings = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => (line.includes('{x}') ? [line, line.replaceAll('{x}', 'zzthing')] : [line]))

export interface OwnClauses {
  tells: readonly (readonly string[])[]
  asks: readonly (readonly string[])[]
}

let known: OwnClauses | undefined

/** What people tell beside a request, and what says more of one or asks for something in words that tell. */
export const ownClauses = (): OwnClauses =>
  (known ??= { tells: heard(clauses.tells), asks: heard(withThings(clauses.asks)) })
