import { wallAt, wallText } from '../../../../../reading/calendar.ts'
import type { Outcome, World } from '../types.ts'

export const INTRODUCTION =
  'I am the built-in assistant: I follow fixed rules, not a language model, so plain short requests work best.'

/** All that waits, whatever it is: "all of Friday's bookings" are some. */
const ALL_THERE_IS = String.raw`(?:(?:everything|anything|whatever)\b|(?:the|that) (?:whole )?lot\b|(?:them|it|those|these) all\b|all (?:(?:of )?(?:the |them\b|it\b|those\b|these\b|my |our )?)?(?:(?:that|which|what)\b|(?:pending|waiting)\b|(?:requests?|approvals?)\b|$|[.,;!])|all of (?:them|it|those|these)\b|every (?:single )?(?:(?:pending|open|waiting) )?(?:one|thing|request|approval)\b)`

const injection = [
  /\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}\b(?:previous|prior|above|earlier|all|any|your|the|these|those)\b.{0,30}\b(?:instructions?|rules?|prompts?|guidelines|restrictions|approvals?|permissions?|limits|safety)\b/,
  /\b(?:system prompt|developer mode|jailbreak|dan mode|god mode|sudo|root access|admin mode)\b/,
  /\byou are (?:now|no longer)\b|\bpretend (?:to be|you are|that)\b|\bact as (?:an?|if|the)\b|\broleplay\b/,
  /\b(?:drop|truncate|alter) table\b|\bselect\b.+\bfrom\b.+\bwhere\b|\bdelete from\b|;\s*--|\bunion select\b/,
  /<\/?(?:script|system|tool|instructions?|assistant|user)\b|\[\/?(?:inst|system)\]|\{\{.*\}\}/,
  /\b(?:without|no need for|don't ask for|skip) (?:any |my |an? )?(?:approval|asking(?! you\b)|confirmation|permission)\b/,
  /^(?:system|admin|administrator|assistant|developer|root)\s*:|\b(?:user|owner|admin|person|customer) has (?:already )?(?:approved|authori[sz]ed|allowed|agreed|consented)\b/,
  // Whoever asks for it has to look at what waits.
  /(?:^|\b(?:please|just|so|and|you|kindly) )approve\b.{0,60}\b(?:for me|on my behalf|in my (?:name|place|stead|absence)|yourself)\b/,
  // "If anything comes in, say yes to it for me": the same of all that waits.
  /^(?=.*\b(?:everything|anything|whatever|all|any|every)\b)(?=.*\b(?:for me|on my behalf|in my name|yourself|comes? in)\b)(?:.*(?:[,.;:] ?|\b(?:please|just|so|and|then|you|kindly|mind) ))?(?:ap+rov(?:e|ing)|say(?:ing)? yes(?: yourself)? to|agree(?:ing)? to|sign(?:ing)?(?: (?:it|them|that|those|all))? off(?: on)?)\b/,
  // "Just approve the lot": whoever asks for it has looked at none of it.
  new RegExp(
    String.raw`^(?!(?:who|which|what|where|when|why|how|did|does|do|has|have|is|are|was|were)\b)(?:.*(?:[,.;:!–-] ?|\b(?<!\b(?:i|we) )(?:please|pls|just|so|and|then|you|ya|kindly|mind|go on|go ahead) ))?(?:ap+rov(?:e|ing)|say(?:ing)? yes to|sign(?:ing)? off(?: on)?) (?:(?:just|simply|also|me) )*${ALL_THERE_IS}`,
  ),
  // "The oldest request please yourself approve", "give the tick to whatever is waiting"
  /\byourself (?:ap+rove|accept|sign off)\b/,
  new RegExp(
    String.raw`^(?!(?:who|which|what|where|when|why|how|did|does|do|has|have|is|are|was|were)\b).*\bgiv(?:e|ing) (?:the|a|an|your|my) (?:tick|nod|ok|okay|yes|go-ahead|green light|thumbs[- ]up) to ${ALL_THERE_IS}`,
  ),
  // "Wave the waiting request through yourself"
  /(?:^|\b(?:please|just|so|and|you|you'd|kindly) )(?:wave|nod|let) .{0,40}\b(?:requests?|approvals?)\b.{0,20}\bthrough\b(?! to\b)/,
  // "From now on you can accept all the requests yourself", "just ok whatever's waiting"
  /^(?!(?:who|which|what|where|when|why|how|did|does|do|has|have|is|are|was|were)\b)(?:.*(?:[,.;:!–-] ?|\b(?<!\b(?:i|we) )(?:please|pls|just|so|and|then|you|ya|can|kindly) ))?(?:accept|ok|okay|green-?light|wave through|nod through)(?:ing)? (?:(?:alone|yourself|urself|also|just|on your own|by yourself) )*(?:(?:all|every|any)\b.{0,20}\b(?:requests?|approvals?)\b|(?:whatever|everything|anything|all)(?:'?s| is| that is| that's| that)? (?:waiting|waits|pending)\b)/,
  /^(?:tool|function)_?call\b|^\{.*"(?:tool|function|name|action)"\s*:/,
]

/** What tries to talk the assistant out of its rules runs nothing at all. */
export const guard = (plain: string): Outcome | null =>
  injection.some((pattern) => pattern.test(plain))
    ? {
        kind: 'refuse',
        text: 'I do not do that. My rules, your permissions and your approvals hold whatever a text says. Tell me in plain words what you need.',
      }
    : null

const identity =
  /^(?:who|what) (?:are|r) (?:you|u)(?: exactly| really)?$|\bare you (?:an? )?(?:ai|human|bot|robot|real|person|chat ?gpt|gpt|llm|model|language model|machine|rule[- ]based|claude)\b|\b(?:what|which) (?:kind of )?(?:model|ai|llm|language model)\b.*\byou\b|^(?:what's|what is|whats) your name\b|\bdo you use (?:a model|ai|gpt|chatgpt|an llm)\b|^introduce yourself/
const greeting =
  /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|howdy|yo|hiya|morning)(?: there| assistant| hub| everyone| all)?$/
const thanks =
  /^(?:ok(?:ay)? )?(?:thanks?(?: you)?(?: (?:a lot|so much|very much))?|thx|ta|cheers|great|perfect|nice|cool|awesome|lovely|good job|well done|ok|okay|got it|fine|bye|good ?bye|see you(?: later)?|good night)(?: (?:thanks?(?: you)?|great|bye|assistant|ta|love|mate))?$/
const consent =
  /^(?:yes|yep|yeah|sure|approve(?:d)?|confirm(?:ed)?|do it|go ahead|go for it|y|ok do it|yes please|i approve(?: .+)?)$/
const dissent =
  /^(?:oh |ah |eh |meh |ugh |urgh |argh |um |hm |ok |okay |so |then |actually |sorry |please |no |nah |nope |wait |oops |hold on |hang on |you know what )*(?:(?:better not|rather not|no+|nope|nah|n|cancel(?: (?:it|that))?|stop(?: it| that)?|(?:never ?mind|nvm)(?: (?:that|it))?|forget (?:about )?(?:it|that|this)|abort|don't(?: do (?:it|that))?|dont(?: do (?:it|that))?|(?:do not|don't|dont|no need to|you need not) (?:bother|trouble)(?: yourself)?(?: with (?:it|that|this))?|do not|(?:leave|keep) (?:it|that|them)(?: (?:(?:as|how|where|the way) it is|as is|so|alone|be|in|there))?|drop (?:it|that)|let (?:it |that )?(?:fall|drop|go|lie)|not now|skip (?:it|that)|(?:scrap|scratch) (?:it|that)|quit|exit|please|thanks|then|now|for now)(?: |$))+$/
const undo =
  /^(?:oops |oh |omg |gosh |damn |lord |god |dear |nope |ah |no |sorry |wait |please |actually |can you |could you |hm |argh |ok |wrong one |that's wrong |that was wrong |my mistake )*(?:undo|revert|reverse|take (?:that|it) back|roll (?:that|it) back|undo (?:that|it|this)|revert (?:that|it))(?: last| last one| the last (?:one|change|thing)| what you just did| that| it| this| please| again| pls| plz| quick| quickly| now)*$/
const doing =
  /^(?:so |ok |wait )*what (?:did|have) you (?:just |only )?(?:do|done|did|change|changed)(?: just now| now| there| so far)?$|^what was that(?: just now)?$/

/** What was asked for last, and where it stands. */
function lastDone({ memory: { last, it }, table }: World): string {
  const act = last && table.get(last.path)
  if (!act) return 'Nothing so far in this conversation.'
  const of = it ? `, and spoke last of “${it.name}”` : ''
  const { effect, title } = act.entry.meta
  return effect === 'read'
    ? `I only looked something up (“${title}”)${of}. Nothing was changed by that.`
    : `I put up “${title}” for your yes${of}. Its card above says what became of it; “undo” takes it back where that can be.`
}

const clock =
  /^(?:what(?:'s| is)|whats) (?:the )?(?:time|date|day)(?: today| now| is it| please)?$|^what (?:time|day|date) is it\b|^(?:what(?:'s| is)|whats) today(?:'s date)?$/

const bare = (plain: string) =>
  plain
    .replaceAll(/[,!.?…:;)(]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

const taking =
  /^(?:oh |no |sorry |please |actually |oops |wait |ok |hm )*(?:scrap|cancel|bin|drop|abort|delete|remove) (?:that|it|this)(?: (?:please|again|then|one|task))*$/
const mistaken =
  /^(?:oh |no |sorry |actually |oops |wait |argh |hm )*(?:(?:that|this|it) was (?:all |quite )?(?:wrong|a mistake|an error|not right|too (?:soon|early))|my (?:mistake|bad|fault))(?: sorry)?$/
/** "Scrap that" and "that was wrong" of what was just done take it back. */
export const isTakenBack = (plain: string): boolean => [taking, mistaken].some((one) => one.test(bare(plain)))

/** More than a no, behind which something else may be asked for. */
export const leaves =
  /\b(?:forget|never ?mind|nvm|leave|keep|let (?:it |that )?(?:fall|drop|go|lie)|drop|skip|scrap|scratch|cancel|abort|stop|better not|rather not|bother|trouble)\b/
/** Why it is left stands behind it; where no mark does, somebody does something. */
const because =
  /[,.;:!–-]+ *(?=(?:i|ill|ive|we|he|she|they|it|that|because|since|found|got|sorted|solved|done|not needed|no longer|no need)\b)| +(?:sure )?(?=(?:i|we|he|she|they|it)(?:'(?:ll|s|d|m|re|ve)|ll| (?:am|is|are|was|were|will|would|can|could|may|might|have|has|had|do|did|know|think|guess|found|got)\b)|i (?:said|picked|clicked|pressed|mixed|typed)\b)/
/** "Undo that, I meant Tuesday" goes on to say what is wanted. */
const goesOn = /\b(?:mean|meant|rather|instead)\b/
const tellsWhy = (reason: readonly string[]): boolean =>
  reason.length > 0 && !reason.some((one) => goesOn.test(one) || wanting.test(one))

/** "Forget that, I have to check with Dev": it is left, whatever the reason. */
export function isDissent(plain: string): boolean {
  if (dissent.test(bare(plain))) return true
  const [first = '', ...reason] = plain.split(because)
  return tellsWhy(reason) && leaves.test(first) && dissent.test(bare(first))
}

const unsaid =
  /[,.;:!?–-]+ *(?:(?:oh|ah|eh|um|hm|so|ok|okay|actually|sorry|no|nah|nope|wait|oops|just)[ ,.!-]*)*(?:never ?mind|forget (?:about )?(?:it|that|this)|(?:it )?(?:doesn't|doesnt|does not) matter|not important|scratch (?:that|it))(?: (?:please|now|then|after all|again|thanks))*[ .!]*$/
/** "Show me the leak? No wait, never mind": what was begun is taken back in the same breath. */
export const isUnsaid = (plain: string): boolean => unsaid.test(plain)

/** "Undo that, I looked at the wrong line": it is taken back, whatever the reason. */
export function isUndo(plain: string): boolean {
  if (undo.test(bare(plain))) return true
  const [first = '', ...reason] = plain.split(because)
  return tellsWhy(reason) && undo.test(bare(first))
}

const everyDay: [RegExp, (world: World) => string][] = [
  [
    identity,
    () => `${INTRODUCTION} I work without any outside service and cost nothing but the writes you approve.`,
  ],
  [greeting, () => 'Hello. What can I do for you? “Help” shows what I understand.'],
  [thanks, () => 'You are welcome.'],
  [
    consent,
    () =>
      'To approve something, use the button on its card: a word in the chat is no approval. If you meant something else, say it in a sentence.',
  ],
  [doing, lastDone],
  [clock, ({ clock: { now, timeZone } }) => `It is ${wallText(wallAt(now, timeZone), now)} (${timeZone}).`],
]

/** "Hello, who are you" */
const opening = /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day))(?: there| assistant)? (?=\w)/

export const pleasantry: Outcome = {
  kind: 'talk',
  text: 'All right. What can I do for you? “Help” shows what I understand.',
}

/** "Good morning, I hope you are well", "cheers, you've saved my day": nothing is asked for behind it. */
const kindly =
  /^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|morning|thanks?(?: you)?(?:(?: ever)? so much| very much| kindly| a (?:lot|million))?|cheers|ta|bless you)(?: (?:there|all|pal|mate|love|dear|friend|assistant|everyone|again))*[,.!:;–-]+ *)+(?:(?:i |we )?hope (?:you|all|everything|this|the day)\b|have (?:a|an) \w+ (?:one|day|evening|morning|weekend)|enjoy (?:your|the)\b|you(?:'re|'ve|r| are| have| were)\b)[^?.!;]*[.!:)( ]*$/
const saving =
  /^you(?:'ve| have)? (?:saved|made) my (?:day|morning|afternoon|week|life|bacon|skin)\b(?<rest>[^?]*)$/
export const wanting =
  /\b(?:please|pls|could|can (?:you|we)|would|need|want|add|show|mark|tick|close|give|move|put|make|set|what|which|how)\b/

function isKind(plain: string): boolean {
  if (kindly.test(plain)) return !wanting.test(plain)
  const rest = saving.exec(plain)?.groups?.['rest']
  return rest !== undefined && !wanting.test(rest)
}

/** What is said every day, word for word. */
export function smallTalk(plain: string, world: World): Outcome | null {
  const said = bare(plain)
  if (isKind(plain)) return pleasantry
  const hit = everyDay.find(([pattern]) => pattern.test(said) || pattern.test(said.replace(opening, '')))
  return hit ? { kind: 'talk', text: hit[1](world) } : null
}
