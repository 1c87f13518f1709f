import type { OrgContext } from '../../../platform/calls/context.ts'
import type { Definition, FormField, Trigger } from '../definition/schema.ts'
import { sampleOutput } from '../engine/sample-output.ts'

const answers: Readonly<Record<FormField['type'], (field: FormField, today: string) => unknown>> = {
  text: ({ title }) => title,
  long_text: ({ title }) => title,
  number: () => 1,
  choice: ({ choices }) => choices[0] ?? '',
  date: (_field, today) => today,
  email: () => 'somebody@example.com',
  yes_no: () => true,
}

function sampleOf({ hub, now }: OrgContext, trigger: Trigger): Record<string, unknown> {
  const at = now().toISOString()
  switch (trigger.type) {
    case 'schedule':
      return { plannedAt: at, isLate: false }
    case 'event': {
      const { topic } = trigger
      const payload = sampleOutput(hub.events.open.get(topic)?.schema ?? {}) as object
      return { event: { ...payload, topic, at } }
    }
    case 'form': {
      const today = at.slice(0, 10)
      return {
        form: Object.fromEntries(
          trigger.fields.map((field) => [field.name, answers[field.type](field, today)]),
        ),
      }
    }
    case 'webhook':
      return { body: {} }
  }
}

/** What a test is told that nothing has started: an event of the right shape, a form that is filled in. The first of a kind counts. */
export const sampleInput = (ctx: OrgContext, { triggers }: Definition): Record<string, unknown> =>
  Object.assign({}, ...triggers.toReversed().map((trigger) => sampleOf(ctx, trigger))) as Record<
    string,
    unknown
  >
