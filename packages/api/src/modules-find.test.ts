import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { declaredBy } from './declared.ts'
import type { OrgPermission } from './platform/access/permissions.ts'
import { orgProcedure, router } from './platform/calls/trpc.ts'
import type { EntityDeclaration } from './platform/catalog/entities.ts'
import type { FindDeclaration } from './platform/catalog/find.ts'
import type { HubModule } from './platform/module.ts'
import { entityId } from './shared/ids.ts'
import { listInput, listOutput } from './shared/list.ts'
import { mutationInput, Done, done } from './shared/mutation.ts'
import { searchPhrase } from './shared/text.ts'

const read = {
  title: 'List crates',
  description: 'Crates in the cellar.',
  // Modules name their permissions by merging; one that exists only here cannot.
  permission: 'cellar.crate.read' as OrgPermission,
  price: null,
  effect: 'read',
  doors: 'all',
} as const

const Crate = z.strictObject({ id: entityId('cellar_crate'), label: z.string() })
type Crate = z.infer<typeof Crate>

const nothing = async () => ({ items: [], nextCursor: null })

const cellarRouter = router({
  list: orgProcedure
    .meta(read)
    .input(listInput(['newest'], { search: searchPhrase.optional() }))
    .output(listOutput(Crate))
    .query(nothing),
  all: orgProcedure
    .meta(read)
    .input(listInput(['newest'], {}))
    .output(listOutput(Crate))
    .query(nothing),
  exact: orgProcedure
    .meta(read)
    .input(listInput(['newest'], { search: searchPhrase }))
    .output(listOutput(Crate))
    .query(nothing),
  empty: orgProcedure
    .meta({ ...read, effect: 'write' })
    .input(mutationInput({ search: searchPhrase }))
    .output(Done)
    .mutation(async () => done),
})

const found: FindDeclaration<Crate> = {
  path: 'modules.cellar.list',
  words: 'search',
  row: ({ id, label }) => ({ id, name: label, detail: null }),
}

const cellar = (crate: Partial<EntityDeclaration>): HubModule => ({
  name: 'cellar',
  title: 'Cellar',
  router: cellarRouter,
  schemas: [],
  permissions: { 'cellar.crate.read': { title: 'See crates', level: 'read' } },
  entities: {
    cellar_crate: {
      noun: 'Crate',
      names: async () => [],
      permission: 'cellar.crate.read',
      ofPerson: { none: 'crates are the cellar’s' },
      ...crate,
    },
  },
  activity: {},
  personal: { files: [], leftOut: [] },
})

describe('an entity that cannot be found as it says is refused at start', () => {
  test.each<[string, Partial<FindDeclaration>, RegExp]>([
    ['by a list that is not there', { path: 'modules.cellar.search' }, /which is not among its procedures/],
    ['by a list of another', { path: 'modules.ops.tasks.list' }, /which is not among its procedures/],
    ['by an act', { path: 'modules.cellar.empty' }, /which is no query/],
    ['by a list that takes no words', { path: 'modules.cellar.all' }, /takes no words in "search"/],
    ['by words of another name', { words: 'query' }, /takes no words in "query"/],
    ['by an order that the list lacks', { input: { sort: 'heaviest' } }, /takes no words in "search"/],
    ['by words alone', { path: 'modules.cellar.exact' }, /answers nothing without "search"/],
  ])('%s', (_what, change, words) => {
    const declared = () => declaredBy([cellar({ find: { ...found, ...change } })])
    expect(declared).toThrow(/The module "cellar": entity cellar_crate is found by/)
    expect(declared).toThrow(words)
  })

  test.each(['https://example.test/{id}', '//example.test', 'o/{org}', '/o/{org}/crates?{slug}={id}'])(
    'shown at %s',
    (link) => {
      expect(() => declaredBy([cellar({ link })])).toThrow(/entity cellar_crate is shown at/)
    },
  )

  test('and one that can is not', () => {
    const declared = declaredBy([cellar({ find: found, link: '/o/{org}/crates?open={id}' })])
    expect(declared.entities.names).toContain('cellar_crate')
  })
})
