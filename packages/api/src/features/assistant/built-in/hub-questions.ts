import { readOrRefuse } from './access.ts'
import { addDays, endOfMonth, monday, todayOf } from './dates.ts'
import { unquoted } from './normalize.ts'
import type { Interpretation, Rule, World } from './types.ts'

const elsewhere = (text: string): Interpretation => ({ kind: 'refuse', text })

/** Things a person does by hand in the app: credentials, people's rights, money. None of them is a tool. */
const byHand: [RegExp, string][] = [
  [
    /^(?:invite|add|onboard)\b.*(?:@|\b(?:to|into) (?:the |my |our )?(?:team|organi[sz]ation|company|hub)\b)|^invite\b|\bsend (?:an )?invit(?:e|ation)/,
    'An owner or admin can invite people on the page “Team”: enter the e-mail address and choose a role. I cannot send invitations.',
  ],
  [
    /^(?:remove|kick|delete|fire|suspend|ban)\b.*\b(?:from (?:the |my |our )?(?:team|organi[sz]ation|company|hub)|members?|user|account)\b/,
    'I cannot change who belongs to the organization. The page “Team” shows everybody.',
  ],
  [
    /\b(?:make|promote|demote|set|change|give)\b.*\b(?:an? )?(?:admin|owner|viewer|administrator|role|permissions?|rights)\b/,
    'I cannot change what anybody may do. A role is chosen when somebody is invited, on the page “Team”.',
  ],
  [
    /^(?:create|make|generate|new|get|give|add|issue)\b.*\b(?:api[- ]?keys?|access key|api token|tokens?)\b/,
    'API keys are made on the page “Connect”: choose what the key may do and copy it once. I never see or make keys.',
  ],
  [
    /^(?:revoke|delete|remove|rotate|disable|cancel)\b.*\b(?:api[- ]?)?(?:keys?|api token)\b/,
    'API keys are revoked on the page “Connect”. I cannot revoke them.',
  ],
  [
    /\b(?:show|tell|give|reveal|print|what is|what's)\b.*\b(?:passwords?|secrets?|api key text|private key|access token|credentials)\b/,
    'I cannot see passwords, keys or secrets, and nobody else can read them here either.',
  ],
  [
    /\b(?:change|reset|update|forgot|set)\b.*\bpassword\b|\b(?:two[- ]factor|2fa|passkey)\b/,
    'Your password and sign-in are changed on the page “Settings”. I cannot touch them.',
  ],
  [
    /\b(?:delete|close|remove|cancel)\b.*\b(?:my|our|this|the) (?:account|organi[sz]ation|company|subscription|workspace)\b/,
    'I cannot close accounts or organizations.',
  ],
  [
    /\b(?:buy|purchase|top ?up|add|grant|give|send|transfer|increase|refund|get me|need more|double|set)\b.*\b(?:credits?|balance)\b/,
    'I cannot add or move credits. An administrator of this hub grants them with a reason; the page “Credits” shows what you have.',
  ],
  [
    /\b(?:export|download|dump)\b.*\b(?:data|everything|database|audit|tasks|members)\b/,
    'I cannot hand out data in bulk. I can list tasks, people, charges and prices.',
  ],
  [
    /^(?:send|write|draft|reply to|forward)\b.*\b(?:e-?mails?|mails?|message|sms|letter|tweet)\b/,
    'I cannot send mail or messages. I can make a task of it: “Remind me to …”.',
  ],
]

export const byHandRule: Rule = ({ plain }) => {
  const hit = byHand.find(([pattern]) => pattern.test(plain))
  return hit ? elsewhere(hit[1]) : null
}

type Input = (plain: string, world: World) => Record<string, unknown>
interface Question {
  pattern: RegExp
  path: string
  what: string
  input: Input
}

const none: Input = () => ({})

function span(plain: string, world: World): Record<string, unknown> {
  const today = todayOf(world)
  const week = monday(today)
  if (/\btoday\b/.test(plain)) return { from: today, to: today }
  if (/\byesterday\b/.test(plain)) return { from: addDays(today, -1), to: addDays(today, -1) }
  if (/\blast week\b/.test(plain)) return { from: addDays(week, -7), to: addDays(week, -1) }
  if (/\bthis week\b/.test(plain)) return { from: week, to: today }
  if (/\blast month\b/.test(plain))
    return { from: `${endOfMonth(today, -1).slice(0, 8)}01`, to: endOfMonth(today, -1) }
  return /\bthis month\b/.test(plain) ? { from: `${today.slice(0, 8)}01`, to: today } : {}
}

function usage(plain: string): Record<string, unknown> {
  const days = /\b(?:last|past) (\d{1,2}) days\b/.exec(plain)?.[1]
  const named: [RegExp, number][] = [
    [/\bweek\b/, 7],
    [/\bmonth\b/, 30],
    [/\bquarter\b/, 90],
    [/\btoday\b/, 1],
  ]
  const spoken = named.find(([pattern]) => pattern.test(plain))?.[1]
  return {
    days: Math.min(90, Math.max(1, Number(days ?? spoken ?? 30))),
    by: /\bdoors?\b|\bmcp\b|\brest\b/.test(plain) ? 'door' : 'module',
  }
}

function costOf(plain: string): Record<string, unknown> {
  const about =
    /\b(?:did|does|was|for|of)\s+(?:the |my |our )?(?:last |latest )?(.+?)(?: (?:cost|charged?|run us|set us back).*)?$/.exec(
      plain,
    )?.[1] ?? ''
  const words = unquoted(
    about
      .replace(/\b(?:cost|price|charge|last|it|that|this|answer|call|action|act|thing|one|much|how)\b/g, ' ')
      .replaceAll(/\s+/g, ' '),
  )
  return words.length > 2 ? { search: words } : { limit: 5 }
}

const questions: Question[] = [
  {
    pattern:
      /^(?:what|how much) (?:did|was|were)\b.*\b(?:cost|charged?|last (?:answer|call|charge))\b|^(?:the )?cost of (?:the )?last\b/,
    path: 'credits.history',
    what: 'see charges',
    input: costOf,
  },
  {
    pattern:
      /\b(?:usage|consumption)\b(?=.*\bcredits?\b|.*\bby\b|.*\b(?:week|month|days)\b|$)|\bcredits? (?:per|by|each) (?:day|module|door)\b|\bspen(?:d|t|ding) (?:by|per)\b|\bwhat uses (?:the most|our|my) credits\b|\bwhere do (?:our|my|the) credits go\b/,
    path: 'credits.usage',
    what: 'see usage',
    input: usage,
  },
  {
    pattern:
      /\bcredits? (?:history|transactions|log|ledger|statement)\b|\b(?:show|list|see|last|recent|latest|my|our|the) (?:last |recent |latest |all )*(?:charges|receipts|transactions|spending|expenses)\b|\b(?:did|have) (?:we|i) (?:spend|spent|use|used|paid|pay)\b|\bhistory of (?:my |our |the )?(?:credits|charges|spending)\b|\bwhere did (?:my|our|the) credits go\b|\bhow much (?:did|have) (?:we|i)\b|\bspent (?:today|yesterday|this|last)\b/,
    path: 'credits.history',
    what: 'see charges',
    input: (plain, world) => span(plain, world),
  },
  {
    pattern:
      /\bprice (?:list|book)\b|\bprices\b|\bpricing\b|\bhow much (?:does|do|is|are|will|would)\b.*\b(?:cost|price|call|calls|task|write|read|answer|token|message|model|tool|mcp|it|this)\b|\bwhat (?:does|do|will|would)\b.*\bcost\b|\bwhat(?: is|'s) free\b|\bwhat costs\b|\bwhat(?:'s| is) the (?:price|cost)\b|\bis (?:it|this) free\b/,
    path: 'credits.priceBook',
    what: 'see prices',
    input: none,
  },
  {
    pattern:
      /\bbalance\b(?! sheet)|\b(?:how many|how much|any|enough) (?:more )?credits?\b|\bcredits? (?:left|remaining|available|do (?:i|we) have|have (?:i|we))\b|^(?:my |our |show (?:me )?(?:my |our |the )?|check (?:my |our |the )?|see (?:my |our )?)?credits?$|\b(?:run|running|out) (?:out )?of credits\b|\bhow long (?:will|do) (?:my|our|the) credits\b/,
    path: 'credits.balance',
    what: 'see the balance',
    input: none,
  },
  {
    pattern:
      /\bwho(?:'s| is| are| all is)? (?:else )?(?:in|on|part of|belongs? to|works? (?:in|at|for|here|with)|can see|are (?:the|my|our))\b(?!.*\btask).*|^who works\b|^who(?:'s| is) [\p{L}]+(?: [\p{L}]+)?$|\b(?:list|show|see|get|display|name)\b.*\b(?:members|team ?mates?|colleagues|team|people|staff|everyone|everybody|coworkers)\b|^(?:my |our |the )?(?:team|members|colleagues|people)(?: members| list)?$|\bhow many (?:people|members|colleagues|of us)\b|\bwho is (?:an? |the )?(?:owner|admin|boss|viewer)s?\b|\bwho are (?:my|our|the)\b|\bwho (?:owns|runs|administers) (?:this|the|our)\b|\bwhat(?:'s| is) [\p{L}]+'s? role\b|\bmy role\b/u,
    path: 'organizations.members.list',
    what: 'see members',
    input: none,
  },
  {
    pattern:
      /\b(?:list|show|see|which|what|get|any|my|our|how many|do (?:i|we) have)\b.*\bapi[- ]?(?:keys?|tokens?)\b|^api keys$/,
    path: 'auth.apiKeys.list',
    what: 'see API keys',
    input: none,
  },
  {
    pattern:
      /\b(?:pending|open|waiting|my|our|show|list|see|any|outstanding)\b.*\bapprovals?\b|\bwait(?:s|ing)? for (?:my |our |an? |your )?(?:approval|me|decision|a decision|ok)\b|\bneeds? (?:my |an? )?(?:approval|approving)\b|^approvals$|\bwhat (?:do|must|should|can) i (?:have to )?approve\b|\bto approve\b/,
    path: 'approvals.list',
    what: 'see approvals',
    input: () => ({ status: 'pending' }),
  },
  {
    pattern:
      /\b(?:which|what) (?:organi[sz]ation|company|workspace) (?:am i|is this|are we|do i)\b|\b(?:about|show|details of|settings of) (?:my|our|the|this) (?:organi[sz]ation|company|workspace)\b|\b(?:organi[sz]ation|company)(?:'s)? (?:name|details|time ?zone|currency|settings)\b|\bwhere am i\b/,
    path: 'organizations.get',
    what: 'see the organization',
    input: none,
  },
]

/** Questions about credits, people, keys, approvals and the organization: one read each. */
export const hubQuestionRule: Rule = ({ plain }, world) => {
  const hit = questions.find(({ pattern }) => pattern.test(plain))
  return hit ? readOrRefuse(world, hit.path, { input: hit.input(plain, world), what: hit.what }) : null
}
