import type { TopicInfo } from '../../../../platform/events/topic-info.ts'
import { propertiesOf } from '../../../../platform/catalog/entities.ts'
import { sentence } from '../wording/normalize.ts'
import type { Call, World } from '../understand/types.ts'
import { letterOf, newsOf } from './letter.ts'
import type { Plan } from './plan.ts'
import type { Trigger } from './trigger.ts'

type Step = Record<string, unknown>

/** Rows that a mail holds at most, where the list allows as many. */
const ROWS = 100
const LONGEST_SUBJECT = 120

const idOf = (name: string, at: number) => (at === 0 ? name : `${name}_${at + 1}`)
const withoutBraces = (text: string) => text.replaceAll(/[{}]/g, '')

/** Asks for as many rows as there may be, where nobody said how many. */
function wideInput({ act, input }: Call): Record<string, unknown> {
  const { maximum } = propertiesOf(act.entry.inputJson)['limit'] ?? {}
  return typeof maximum === 'number' && !('limit' in input)
    ? { ...input, limit: Math.min(ROWS, maximum) }
    : { ...input }
}

const actStep = (call: Call, id: string, input: Record<string, unknown>): Step => ({
  id,
  type: 'act',
  title: call.act.entry.meta.title,
  procedure: call.act.path,
  input,
})

function mailStep({ mail, finds }: Plan, news: TopicInfo | null): Step | null {
  if (!mail) return null
  const letters = finds.map((find, at) => {
    const text = letterOf(find.act.entry, idOf('find', at)) ?? ''
    return finds.length === 1 ? text : `${find.act.entry.meta.title}:\n${text}`
  })
  const [first] = finds
  const named = mail.what === '' ? (first?.act.entry.meta.title ?? news?.title ?? '') : sentence(mail.what)
  const subject = withoutBraces(mail.text ?? named).slice(0, LONGEST_SUBJECT)
  const own = letters.length > 0 ? letters.join('\n\n') : news ? newsOf(news) : ''
  return {
    id: 'mail',
    type: 'send_email',
    title: 'Mail it',
    to: mail.to.join(', '),
    subject,
    text: mail.text ?? own,
  }
}

/** Missed while the hub was off, a list of the day is still wanted; what comes every hour comes again. */
const isRare = (cron: string) => !/[*/]/.test(cron.split(' ').slice(0, 2).join(' '))

function triggersOf(trigger: Trigger, { clock: { timeZone } }: World): Step[] {
  if (trigger.kind === 'event') {
    const { info, match } = trigger.happening
    return [{ id: 'event', type: 'event', topic: info.topic, ...(match !== null && { match }) }]
  }
  return trigger.crons.map((cron, at) => ({
    id: idOf('schedule', at),
    type: 'schedule',
    cron,
    timeZone,
    missed: isRare(cron) ? 'once' : 'skip',
  }))
}

/** Null where a list could not be read out in a mail. */
export function draftOf({
  plan,
  trigger,
  world,
}: {
  plan: Plan
  trigger: Trigger
  world: World
}): Record<string, unknown> | null {
  const news = trigger.kind === 'event' ? trigger.happening.info : null
  const isSilent = plan.finds.some(({ act }) => letterOf(act.entry, 'find') === null)
  if (isSilent) return null
  const mail = mailStep(plan, news)
  return {
    triggers: triggersOf(trigger, world),
    steps: [
      ...plan.acts.map((call, at) => actStep(call, idOf('act', at), { ...call.input })),
      ...plan.finds.map((call, at) => actStep(call, idOf('find', at), wideInput(call))),
      ...(mail ? [mail] : []),
    ],
  }
}
