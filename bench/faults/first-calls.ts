import { callTool, codeOf, field, callRest } from './clients.ts'
import type { Answer, Caller } from './clients.ts'
import { chargesOf, checkBooks } from './books.ts'
import type { Fault, Trial } from './fault.ts'

const READ = 0.01
const PAID = 50
const PARALLEL = 200
const LIST = 'modules.ops.tasks.list'

const read = (key: Caller) => callTool(key, { tool: 'ops_tasks_list', args: { limit: 1 } })

const inParallel = (count: number, call: () => Promise<Answer>): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, call))

/** How many answers there were of each kind. */
function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const answer of answers) {
    const kind = `${answer.status} ${codeOf(answer)}`.trim()
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

async function balanceOf(owner: Caller): Promise<number[]> {
  const answer = await callRest(owner, { path: 'credits/balance' })
  return [field<number>(answer, 'availableMicro'), field<number>(answer, 'heldMicro')]
}

/** The balance pays for fifty of two hundred. */
async function scarce({ world, findings }: Trial): Promise<void> {
  const org = await world.newOrg('Scarce', PAID * READ)
  findings.equal(
    `${PARALLEL} parallel calls on a balance for ${PAID}`,
    tally(await inParallel(PARALLEL, () => read(org.toolKey))),
    { '200': PAID, '402 PAYMENT_REQUIRED': PARALLEL - PAID },
  )
  findings.equal('nothing is left and nothing on hold', await balanceOf(org.owner), [0, 0])
  await world.give(org.orgId, PAID * READ)
  findings.equal(
    `${PAID} more credits pay for exactly as many calls, so nothing was refused falsely`,
    tally(await inParallel(PAID, () => read(org.toolKey))),
    { '200': PAID },
  )
  await world.inside(async (hub) => {
    const charges = await chargesOf(hub, org, LIST)
    findings.equal('each call was charged once', charges, { count: 2 * PAID, micro: 2 * PAID * READ * 1e6 })
    await checkBooks(findings, hub, org)
  })
}

/** Nobody has called for this organization, and with the first of them for this hub, before. */
async function brandNew({ world, findings }: Trial): Promise<void> {
  const org = await world.newOrg('Brand New', PARALLEL * READ)
  findings.equal(
    `the first ${PARALLEL} calls ever, all at once, on a balance that reaches`,
    tally(await inParallel(PARALLEL, () => read(org.toolKey))),
    { '200': PARALLEL },
  )
  findings.equal('the balance ends at nothing', await balanceOf(org.owner), [0, 0])
  const empty = await world.newOrg('Never Paid', 0)
  findings.equal(
    `the first ${PARALLEL} calls of an organization that never had credits`,
    tally(await inParallel(PARALLEL, () => read(empty.toolKey))),
    { '402 PAYMENT_REQUIRED': PARALLEL },
  )
  findings.equal(
    'the same by REST, where reading is free',
    tally(await inParallel(PARALLEL, () => callRest(empty.key, { path: 'modules/ops/tasks/list?limit=1' }))),
    { '200': PARALLEL },
  )
  await world.inside(async (hub) => {
    await checkBooks(findings, hub, org)
    await checkBooks(findings, hub, empty)
  })
}

export const firstCalls: Fault = {
  name: 'first-calls',
  title: `${PARALLEL} parallel calls on a balance for ${PAID}, and ${PARALLEL} parallel first calls of a new organization`,
  async run(trial) {
    const begin = performance.now()
    await brandNew(trial)
    await scarce(trial)
    trial.findings.figure('calls', `${4 * PARALLEL + PAID} in ${Math.round(performance.now() - begin)} ms`)
  },
}
