import { answerSampleRun, startSampleRun } from '@hub/api/server'
import type { SamplePlace, SampleWorkflow } from '@hub/api/server'
import { firstName, momentOf, placeFor, setClock } from './place.ts'
import type { Place } from './place.ts'

/** Somebody looks up from their work some twenty minutes after they were asked. */
const ANSWERED_HOURS_LATER = 0.3

interface Made {
  id: string
}

async function addWorkflow(
  place: Place,
  sample: SamplePlace,
  { runs, publishedDaysAgo, ...draft }: SampleWorkflow,
): Promise<void> {
  const { hub, orgId, business } = place
  const who = firstName(business.people[0]?.name ?? '')
  const published = { who, daysAgo: publishedDaysAgo }
  const { id } = (await sample.call({ ...published, hoursAgo: 1 }, 'workflows.create', draft)) as Made
  await sample.call(published, 'workflows.publish', { id })
  for (const { daysAgo, answer, note, after } of runs) {
    setClock(hub, momentOf(place, daysAgo))
    const runId = await startSampleRun(hub, { orgId, workflowId: id })
    if (answer === null) continue
    const answered = { who, daysAgo, hoursAgo: -ANSWERED_HOURS_LATER }
    const { steps } = await sample.within(answered, 'workflows.runs.decide', (ctx) =>
      answerSampleRun(ctx, { runId, decision: answer, note: note ?? '' }),
    )
    await after?.(Object.fromEntries(steps.map(({ stepId, output }) => [stepId, output])))
  }
}

/** What happens by itself in the business, with its runs of the last weeks. */
export async function addWorkflows(place: Place): Promise<void> {
  const sample = placeFor(place)
  for (const { samples } of place.modules)
    for (const workflow of samples?.workflows?.(sample) ?? []) await addWorkflow(place, sample, workflow)
}
