import type { SamplePlace, SampleRun, SampleWorkflow } from '../../../platform/catalog/samples.ts'

const open = '{{ join(steps.find.items.map(t, "- " + t.title), "\\n") }}'

/** What the bakery orders each week, where the owner says yes: on the weekday of yesterday, so that its last run is fresh on every day. */
export function weeklyOrder(place: SamplePlace): SampleWorkflow {
  const idOf = (who: string) => place.people.find(({ name }) => name === who)?.id ?? ''
  const weekday = new Date(place.day(-1)).getUTCDay()
  const ordered = (daysAgo: number): SampleRun => ({
    daysAgo,
    answer: 'yes',
    after: ({ order }) =>
      place.call({ who: 'Colm', daysAgo: daysAgo - 1 }, 'modules.ops.tasks.complete', {
        id: (order as { id: string }).id,
      }),
  })
  return {
    name: 'Butter and yeast for the week',
    description: 'Asks each week whether to order, and gives Colm the task.',
    draft: {
      triggers: [{ id: 'weekly', type: 'schedule', cron: `0 17 * * ${weekday}` }],
      steps: [
        {
          id: 'find',
          type: 'act',
          title: 'Look what is still to be ordered',
          procedure: 'modules.ops.tasks.list',
          input: { tag: 'suppliers', status: 'todo', limit: 20 },
        },
        {
          id: 'ok',
          type: 'approval',
          title: 'Ask Ines',
          question: `Order 40 kg of butter and 5 kg of yeast for next week?\n\nStill open with suppliers:\n${open}`,
          deciders: [idOf('Ines')],
          within: { amount: 3, unit: 'days' },
        },
        {
          id: 'order',
          type: 'create_task',
          title: 'Give Colm the task',
          input: {
            title: 'Order 40 kg of butter and 5 kg of yeast',
            tag: 'suppliers',
            assigneeId: idOf('Colm'),
            dueOn: '{{ addDays(today, 1) }}',
          },
        },
      ],
    },
    publishedDaysAgo: 24,
    runs: [
      ordered(22),
      ordered(15),
      { daysAgo: 8, answer: 'no', note: 'The cold room is still half full. Next week again.' },
      { daysAgo: 1, answer: null },
    ],
  }
}
