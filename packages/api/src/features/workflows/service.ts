import type { Hub } from '../../platform/hub.ts'
import { wakeRuns } from './engine/ticker.ts'
import { fireSchedules } from './triggers/schedule.ts'

export { advance } from './engine/advance.ts'
export { RUN_PREFIX } from './engine/line-up.ts'
export { mendRuns, sweepRuns } from './engine/ticker.ts'
export { startByWebhook } from './triggers/webhook.ts'
export { openForm, takeForm } from './triggers/form.ts'
export type { OpenForm } from './triggers/form.ts'
export { mostLetters } from './triggers/form-answers.ts'
export { hearEvent } from './triggers/event.ts'

/** Starts what schedules want by now, and wakes the runs whose time has come. Harmless on several servers at once. */
export async function tickWorkflows(hub: Hub): Promise<void> {
  await fireSchedules(hub)
  await wakeRuns(hub)
}
