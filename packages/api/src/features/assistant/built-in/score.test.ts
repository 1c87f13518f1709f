import { afterAll, beforeAll, expect, test } from 'vitest'
import { permissions as product } from '../../../testing/product.ts'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { accessTo } from '../job.ts'
import { interpret } from './interpret.ts'
import type { Interpretation, World } from './types.ts'
import { firstHalf } from './testing/utterances.ts'
import type { Utterance } from './testing/utterances.ts'
import { blindPart } from './testing/utterances-blind.ts'
import { secondHalf } from './testing/utterances-held-out.ts'
import { thirdPart } from './testing/utterances-learned.ts'
import { worldOf } from './testing/utterances-world.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

function understand(said: string, world: World): Interpretation {
  const found = interpret(said, world)
  return found.kind === 'look' ? interpret(said, { ...world, hasLooked: true }) : found
}

/** What the conversation remembers after an utterance, as the engine keeps it. */
function after(world: World, found: Interpretation): World {
  const taskId = found.kind === 'call' ? (found.taskId ?? world.memory.taskId) : world.memory.taskId
  return {
    ...world,
    memory: { ...world.memory, taskId, pending: found.kind === 'ask' ? found.pending : null },
  }
}

function hear({ say, scene = {}, after: before = [] }: Utterance): Interpretation {
  const permissions = product.of(scene.as ?? 'owner')
  let world = worldOf(scene, (path) => accessTo({ hub: hub.hub, permissions }, path))
  for (const earlier of before) world = after(world, understand(earlier, world))
  return understand(say, world)
}

const withoutKey = (input: object) => JSON.parse(JSON.stringify(input)) as object

function judge({ expect: wanted }: Utterance, found: Interpretation): { tool: boolean; args: boolean } {
  const right = (is: boolean) => ({ tool: is, args: is })
  if ('ask' in wanted) return right(found.kind === 'ask' && found.pending.slot === wanted.ask)
  if ('answer' in wanted) return right(found.kind === 'answer' && found.topic === wanted.answer)
  if ('refuse' in wanted) return right(found.kind === 'refuse')
  const isTool = found.kind === 'call' && found.path === wanted.tool
  return {
    tool: isTool,
    args: isTool && JSON.stringify(sorted(withoutKey(found.input))) === JSON.stringify(sorted(wanted.args)),
  }
}

const sorted = (input: object) => Object.entries(input).toSorted(([a], [b]) => (a < b ? -1 : 1))

interface Score {
  tools: number
  args: number
  of: number
}

function score(name: string, utterances: readonly Utterance[]): Score {
  const misses: string[] = []
  let tools = 0
  let args = 0
  for (const utterance of utterances) {
    const found = hear(utterance)
    const verdict = judge(utterance, found)
    tools += Number(verdict.tool)
    args += Number(verdict.args)
    if (!verdict.args)
      misses.push(
        `  ${utterance.say}\n    ${JSON.stringify({ ...found, text: undefined, say: undefined, pending: undefined })}`,
      )
  }
  const percent = (part: number) => `${((100 * part) / utterances.length).toFixed(1)} %`
  process.stdout.write(
    `${name}: ${utterances.length} utterances, right tool ${percent(tools)}, right arguments ${percent(args)}\n${misses.map((miss) => `${miss}\n`).join('')}`,
  )
  return { tools, args, of: utterances.length }
}

test('the built-in assistant chooses the right tool for 95 % and the right arguments for 90 % of the utterances', () => {
  const first = score('written with the rules', firstHalf)
  const second = score('written unseen, then learned from', [...secondHalf, ...thirdPart])
  const blind = score('written unseen after the last change', blindPart)
  const parts = [first, second, blind]
  const all = parts.reduce((sum, { of }) => sum + of, 0)
  const tools = parts.reduce((sum, part) => sum + part.tools, 0) / all
  const args = parts.reduce((sum, part) => sum + part.args, 0) / all
  expect(all).toBeGreaterThanOrEqual(120)
  expect(second.of + blind.of).toBeGreaterThanOrEqual(all / 2)
  process.stdout.write(
    `all: ${all} utterances, right tool ${(tools * 100).toFixed(1)} %, right arguments ${(args * 100).toFixed(1)} %\n`,
  )
  expect(tools).toBeGreaterThanOrEqual(0.95)
  expect(args).toBeGreaterThanOrEqual(0.9)
})

test('whatever the rules ask for, the tool is there and takes the input', () => {
  const calls = [...firstHalf, ...secondHalf, ...thirdPart, ...blindPart]
    .map(hear)
    .filter((found) => found.kind === 'call')
  expect(calls.length).toBeGreaterThan(100)
  for (const { path, input } of calls) expect(() => hub.hub.catalog.parse(path, input)).not.toThrow()
  expect(calls.filter(({ path }) => !hub.hub.catalog.get(path))).toEqual([])
})
