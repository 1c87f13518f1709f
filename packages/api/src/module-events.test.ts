import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { declaredBy } from './declared.ts'
import { modules } from './modules/index.ts'
import { orgProcedure, router } from './platform/calls/trpc.ts'
import { listener } from './platform/events/listener.ts'
import type { DomainEvent } from './platform/events/topics.ts'
import type { HubModule } from './platform/module.ts'
import { Done, done, mutationInput } from './shared/mutation.ts'
import { startHub } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'

const heard: string[] = []

/** Modules name their events by merging; one that exists only here cannot. */
const event = (topic: string, payload: unknown) =>
  ({ topic, aggregate: 'box:1', payload }) as unknown as DomainEvent

const meta = { price: 'free', permission: 'organization.read', effect: 'write', doors: 'all' } as const

const words = { title: 'Box filled', description: 'It is full.', permission: 'organization.read' }

const shelf: HubModule = {
  name: 'shelf',
  title: 'Shelf',
  router: router({
    tell: orgProcedure
      .meta({ ...meta, title: 'Tell', description: 'Says that something happened.' })
      .input(mutationInput({ topic: z.string(), boxes: z.unknown() }))
      .output(Done)
      .mutation(({ ctx, input }) =>
        ctx.write(async (tx) => {
          tx.emit(event(input.topic, { boxes: input.boxes }))
          return done
        }),
      ),
  }),
  schemas: [],
  permissions: {},
  machines: { 'shelf.keeper': { title: 'Shelf: keeper', permissions: [] } },
  events: { 'shelf.box.filled': z.strictObject({ boxes: z.int() }).meta(words) },
  listeners: [
    {
      name: 'shelf.count',
      as: 'shelf.keeper',
      topics: ['shelf.box.filled'],
      run: async ({ payload }) => void heard.push(`filled ${String(payload['boxes'])}`),
    },
    listener({
      name: 'shelf.tasks',
      as: 'shelf.keeper',
      topics: ['ops.task.created'],
      run: async ({ payload }) => void heard.push(`task ${payload.title}`),
    }),
  ],
  entities: {},
  activity: {},
  personal: { files: [], leftOut: [] },
}

describe('events of a module', () => {
  let hub: TestHub
  let org: TestOrg
  beforeAll(async () => {
    hub = await startHub({ modules: [...modules, shelf] })
    org = await hub.newOrg()
  })
  afterAll(() => hub.stop())

  const tell = (topic: string, boxes: unknown) =>
    hub.hub.catalog.call(
      'modules.shelf.tell',
      { topic, boxes },
      hub.call({ credential: { kind: 'person', userId: org.owner.userId }, org: org.slug }),
    )

  test('reach its listeners, and those of another module reach them as well', async () => {
    await tell('shelf.box.filled', 3)
    await org.api.modules.ops.tasks.create({ title: 'Sieve the glaze' })
    await hub.hub.outbox.drain()
    expect(heard.toSorted()).toEqual(['filled 3', 'task Sieve the glaze'])
  })

  test.each([
    ['that nobody declares', 'shelf.box.emptied', 3],
    ['that are not as declared', 'shelf.box.filled', 'three'],
  ])('%s undo the work they come with', async (_what, topic, boxes) => {
    await expect(tell(topic, boxes)).rejects.toMatchObject({ code: 'INTERNAL' })
  })
})

describe('events that cannot be heard are refused at start', () => {
  const hears = (name: string, ...topics: string[]): Partial<HubModule> => ({
    listeners: [{ name, as: 'shelf.keeper', topics, run: async () => undefined }],
  })
  test.each<[string, Partial<HubModule>, RegExp]>([
    [
      'an event of another module',
      { events: { 'desk.lamp.lit': z.strictObject({}).meta(words) } },
      /"shelf" declares "desk\.lamp\.lit"\. Events, listeners and jobs begin with "shelf\.", such as "shelf\.lit"/,
    ],
    [
      'an event without words',
      { events: { 'shelf.box.filled': z.strictObject({}).meta({ title: 'Box filled' }) } },
      /The event "shelf\.box\.filled" lacks words: add `\.meta\(\{ title, description, permission \}\)`/,
    ],
    [
      'an event that a permission nobody declares opens',
      { events: { 'shelf.box.filled': z.strictObject({}).meta({ ...words, permission: 'shelf.look' }) } },
      /"shelf": event shelf\.box\.filled asks for the permission "shelf\.look", which nobody declares/,
    ],
    ['a listener of another name', hears('count', 'shelf.box.filled'), /declares "count"/],
    [
      'an event that nobody declares',
      hears('shelf.count', 'shelf.box.moved'),
      /the listener "shelf\.count" asks for the event "shelf\.box\.moved", which nobody declares\. Declare it/,
    ],
    [
      'a mail, which may hold a link that opens an account',
      hears('shelf.spy', 'mail.requested'),
      /the listener "shelf\.spy" asks for "mail\.requested", which is the hub's own and may hold secrets/,
    ],
    [
      'a listener twice',
      {
        listeners: [
          ...(hears('shelf.count', 'shelf.box.filled').listeners ?? []),
          ...(shelf.listeners ?? []),
        ],
      },
      /declares the listener "shelf\.count", which the module "shelf" declares already/,
    ],
  ])('%s', (_what, changes, words) => {
    expect(() => declaredBy([...modules, { ...shelf, ...changes }])).toThrow(words)
  })

  test('and one of a module that is not here is no mistake', () => {
    expect(() => declaredBy([{ ...shelf, ...hears('shelf.count', 'ops.task.created') }])).not.toThrow()
  })
})
