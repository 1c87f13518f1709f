import { dueText, wallAt } from './dates.ts'
import type { Interpretation, Rule, Topic, World } from './types.ts'

export const INTRODUCTION =
  'I am the built-in assistant: I follow fixed rules, not a language model, so plain short requests work best.'

const answer = (topic: Topic, text: string): Interpretation => ({ kind: 'answer', topic, text })

/** What the person may ask for, by what the person may do. */
function helpText(world: World): string {
  const open = (path: string) => world.access(path) === 'open'
  const lines = [
    open('modules.ops.tasks.create') &&
      '- Tasks: “Create a task to call Bob tomorrow at 9”, “Assign it to Ana”, “Mark the first one as done”.',
    open('modules.ops.tasks.list') &&
      '- Lists: “Show my overdue tasks”, “What is due this week?”, “Find tasks about invoices”.',
    open('credits.balance') &&
      '- Credits: “How many credits are left?”, “What did we spend this week?”, “What does a tool call cost?”.',
    open('organizations.members.list') && '- People: “Who is in my team?”.',
    open('approvals.list') && '- Approvals: “What is waiting for approval?”.',
  ].filter((line) => line !== false)
  return [
    'Here is what you can ask me for:',
    ...lines,
    'Before I change anything I show you what I would write, and you decide.',
  ].join('\n')
}

const injection = [
  /\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}\b(?:previous|prior|above|earlier|all|any|your|the|these|those)\b.{0,30}\b(?:instructions?|rules?|prompts?|guidelines|restrictions|approvals?|permissions?|limits|safety)\b/,
  /\b(?:system prompt|developer mode|jailbreak|dan mode|god mode|sudo|root access|admin mode)\b/,
  /\byou are (?:now|no longer)\b|\bpretend (?:to be|you are|that)\b|\bact as (?:an?|if|the)\b|\broleplay\b/,
  /\b(?:drop|truncate|alter) table\b|\bselect\b.+\bfrom\b.+\bwhere\b|\bdelete from\b|;\s*--|\bunion select\b/,
  /<\/?(?:script|system|tool|instructions?|assistant|user)\b|\[\/?(?:inst|system)\]|\{\{.*\}\}/,
  /\b(?:without|no need for|don't ask for|skip) (?:any |my |an? )?(?:approval|asking|confirmation|permission)\b/,
  /^(?:system|admin|administrator|assistant|developer|root)\s*:|\b(?:user|owner|admin|person|customer) has (?:already )?(?:approved|authori[sz]ed|allowed|agreed|consented)\b/,
  /^(?:tool|function)_?call\b|^\{.*"(?:tool|function|name|action)"\s*:/,
]

/** What tries to talk the assistant out of its rules runs nothing at all. */
export const guardRule: Rule = ({ plain }) =>
  injection.some((pattern) => pattern.test(plain))
    ? {
        kind: 'refuse',
        text: 'I do not do that. My rules, your permissions and your approvals hold whatever a text says. Tell me in plain words what you need.',
      }
    : null

const identity =
  /^(?:who|what) (?:are|r) (?:you|u)\b|\bare you (?:an? )?(?:ai|human|bot|robot|real|person|chat ?gpt|gpt|llm|model|language model|machine|rule[- ]based|claude)\b|\b(?:what|which) (?:kind of )?(?:model|ai|llm|language model)\b.*\b(?:you|this)\b|^(?:what's|what is) your name\b|^which model\b|\bdo you use (?:a model|ai|gpt|chatgpt|an llm)\b|^introduce yourself/
const help =
  /^help\b|^\?+$|^(?:what|how) (?:can|could|do|should) (?:you|i)\b.{0,14}\b(?:do|help|ask|say|use|work|tell)\b(?! (?:i|today|tomorrow|(?:this|next) (?:week|month)|with my day))(?!.*\b(?:today|tomorrow|week|tasks?)\b)|^how does (?:this|it) work|^(?:commands|examples|instructions|manual|guide|menu|options|capabilities|features)$|^(?:show|list|give)(?: me)? (?:the |your |all )?(?:commands|help|capabilities|features|tools|examples)\b|^what (?:are|is) (?:your|the) (?:commands|capabilities|features|skills|tools)\b|^(?:i need|i could use|get me) (?:some )?help$|^what (?:else )?(?:is|'s) possible/
const greeting =
  /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|howdy|hola|yo|hiya)(?: there| assistant| hub| everyone)?$/
const thanks =
  /^(?:thanks?(?: you)?(?: (?:a lot|so much|very much))?|thx|cheers|great|perfect|nice|cool|awesome|good job|well done|ok|okay|got it|fine|bye|good ?bye|see you(?: later)?|good night)(?:[,! ]+(?:thanks?(?: you)?|great|bye|assistant))?$/
const howAreYou = /^how (?:are|r) (?:you|u)\b|^how's it going$|^what's up$/
const consent =
  /^(?:yes|yep|yeah|sure|approve(?:d)?|confirm(?:ed)?|do it|go ahead|go for it|y|ok do it|yes please|approve (?:it|that|this|the .+)|i approve(?: .+)?)$/
const dissent =
  /^(?:no|nope|nah|n|cancel|stop|never ?mind|forget (?:it|that)|abort|don't|do not|leave it|drop it|not now|decline(?: it)?|quit|exit)$/
const clock =
  /^what(?:'s| is) (?:the )?(?:time|date|day)\b|^what (?:time|day|date) is it\b|^what(?:'s| is) today(?:'s date)?$/

export const isDissent = (plain: string) => dissent.test(plain)

function clockText({ now, timeZone }: World): string {
  const { day, time } = wallAt(now, timeZone)
  return `It is ${dueText({ dueOn: day, dueTime: time })} (${timeZone}).`
}

const talk: [RegExp, Topic, (world: World) => string][] = [
  [
    identity,
    'identity',
    () => `${INTRODUCTION} I work without any outside service and cost nothing but the writes you approve.`,
  ],
  [greeting, 'greeting', () => 'Hello. What can I do for you? “Help” shows what I understand.'],
  [howAreYou, 'greeting', () => 'I run as I should. What can I do for you?'],
  [thanks, 'greeting', () => 'You are welcome.'],
  [
    consent,
    'nothingPending',
    () =>
      'To approve something, use the button on its card: a word in the chat is no approval. If you meant something else, say it in a sentence.',
  ],
  [
    dissent,
    'dropped',
    () =>
      'All right, I leave everything as it is. A request that waits for approval is declined on its card.',
  ],
  [clock, 'clock', clockText],
  [help, 'help', helpText],
]

export const talkRule: Rule = ({ plain }, world) => {
  const hit = talk.find(([pattern]) => pattern.test(plain))
  return hit ? answer(hit[1], hit[2](world)) : null
}

export const unknown = (world: World): Interpretation =>
  answer('unknown', `I did not understand that. ${INTRODUCTION}\n${helpText(world)}`)
