import type { HubModule } from '@hub/api/server'
import { businesses } from '../cli/seed/businesses.ts'
import type { Seeded } from '../cli/seed/seed.ts'
import { sampleActs } from './module-steps.ts'
import { runCli } from './program-clients.ts'
import type { TourStep } from './step.ts'
import { makeKeys, readBriefing, signIn } from './steps.ts'
import { createWebClient } from './web-client.ts'

/** From here on the tour is somebody of the sample. */
const enterSample = (known: string | null): TourStep => ({
  door: known === null ? 'cli' : 'web',
  name: known === null ? 'Make the sample from the command line' : 'Go to the sample',
  async run(tour) {
    const [bakery] = businesses
    const owner = bakery?.people[0]
    if (!owner) throw new Error('The sample has nobody in it.')
    const { cliEnv, origin } = tour.target
    const { password } =
      known === null ? await runCli<Seeded>(['seed', '--force'], { ...cliEnv }) : { password: known }
    if (password === null) throw new Error('The sample is here already, and its password is not known.')
    Object.assign(tour, { web: createWebClient(origin), email: owner.email, password, slug: '' })
    return `${bakery.name}, as ${owner.name}`
  },
})

/**
 * A look at the business of the sample that has most to tell.
 * @param password of its people; null where the sample is still to be made
 */
export const sampleSteps = (modules: readonly HubModule[], password: string | null): readonly TourStep[] => [
  enterSample(password),
  signIn,
  makeKeys,
  readBriefing,
  ...sampleActs(modules),
]
