import { randomBytes } from 'node:crypto'
import { MICRO, creditsText, modules, normalizeError } from '@hub/api/server'
import type { Door } from '@hub/api/server'
import { sampleSteps } from './sample-steps.ts'
import { tourSteps } from './steps.ts'
import type { TourContext, TourStep } from './step.ts'
import type { Target } from './target.ts'
import { createWebClient } from './web-client.ts'

export interface TourResult {
  ok: boolean
  steps: { door: Door; name: string; ok: boolean; ms: number; credits: number }[]
}

export interface TourReport {
  (step: TourResult['steps'][number], words: string): void
}

function contextFor(target: Target): TourContext {
  const visitor = randomBytes(4).toString('hex')
  return {
    target,
    web: createWebClient(target.origin),
    email: `tour-${visitor}@example.com`,
    password: `${randomBytes(12).toString('base64url')}-Kettle-7`,
    slug: '',
    key: '',
    toolKey: '',
    verifyToken: '',
    approvalId: '',
  }
}

/** Credits left, in micro-credits; null before there is an organization to ask about. */
async function balanceOf({ web, slug }: TourContext): Promise<number | null> {
  if (slug === '') return null
  const { availableMicro, heldMicro } = await web.query<{ availableMicro: number; heldMicro: number }>(
    'credits.balance',
  )
  return availableMicro + heldMicro
}

async function take(
  step: TourStep,
  tour: TourContext,
): Promise<{ ok: boolean; words: string; ms: number; micro: number }> {
  const before = await balanceOf(tour)
  const begin = performance.now()
  const { ok, words } = await step.run(tour).then(
    (said) => ({ ok: true, words: said }),
    (error: unknown) => ({
      ok: false,
      words: error instanceof Error ? error.message : normalizeError(error).message,
    }),
  )
  const ms = Math.round(performance.now() - begin)
  const after = before === null ? null : await balanceOf(tour)
  return { ok, words, ms, micro: before === null || after === null ? 0 : before - after }
}

/**
 * The whole tour.
 * @param samplePassword of the people of the sample; a hub of the tour's own makes a sample for itself
 */
export function plannedFor({ isTemporary }: Target, samplePassword: string | undefined): readonly TourStep[] {
  const isShown = isTemporary || samplePassword !== undefined
  const password = isTemporary ? null : (samplePassword ?? null)
  return [...tourSteps(modules), ...(isShown ? sampleSteps(modules, password) : [])]
}

/** Takes every step in turn and stops at the first that does not hold: the later ones stand on it. */
export async function runTour(
  target: Target,
  report: TourReport,
  planned: readonly TourStep[],
): Promise<TourResult> {
  const tour = contextFor(target)
  const steps: TourResult['steps'] = []
  for (const step of planned) {
    const { ok, words, ms, micro } = await take(step, tour)
    const row = { door: step.door, name: step.name, ok, ms, credits: micro / MICRO }
    steps.push(row)
    report(row, words)
    if (!ok) break
  }
  return { ok: steps.length === planned.length && steps.every(({ ok }) => ok), steps }
}

/** One line for people: door, step, outcome, time and cost. */
export function stepLine(
  { door, name, ok, ms, credits }: TourResult['steps'][number],
  words: string,
): string {
  const cost = credits === 0 ? 'free' : `${creditsText(Math.round(credits * MICRO))} credits`
  return `${ok ? '✓' : '✗'} ${door.padEnd(9)} ${name.padEnd(42)} ${`${ms} ms`.padStart(8)}  ${cost.padEnd(13)} ${words}`
}
