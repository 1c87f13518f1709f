import { callRest } from '../../faults/clients.ts'
import { percentile } from '../measure.ts'
import type { Figure } from '../suite.ts'
import { call, publish, until } from './bench.ts'
import type { Bench } from './bench.ts'

const TIMES = 20

/** From the press of the button to the moment at which the step that failed works again. */
export async function retries(bench: Bench): Promise<Figure[]> {
  const { owner } = bench
  const id = await publish(owner, {
    fields: [{ name: 'title', title: 'Title', isRequired: false }],
    // Without a title no task is made, so that it fails each time.
    steps: [{ id: 'make', type: 'create_task', title: 'Make', input: { title: '{{ input.title }}' } }],
  })
  const run = await call(owner, 'workflows/runs/start', { id, input: { title: '' } })
  const ended = (count: number) =>
    until<{ tries: number; at: number }>(
      bench,
      `select count(*)::int as tries, extract(epoch from max(s.started_at))::float8 * 1000 as at
       from workflow_step_run s join workflow_run r on r.id = s.run_id
       where s.run_id = $1 and r.status = 'failed'`,
      { isThere: ({ tries }) => tries >= count, values: [run] },
    )
  const { tries } = await ended(1)
  const waits: number[] = []
  for (let time = 0; time < TIMES; time += 1) {
    const pressed = Date.now()
    await callRest(owner, { path: 'workflows/runs/retry', body: { id: run } })
    waits.push((await ended(tries + time + 1)).at - pressed)
  }
  return [
    {
      what: 'a run that failed is tried again: from the call to the step that works, p95',
      value: percentile(waits, 0.95),
      unit: 'ms',
      budget: { atMost: 300 },
      note: `p50 ${percentile(waits, 0.5).toFixed(0)} ms, ${TIMES} times`,
    },
  ]
}
