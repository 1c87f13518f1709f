import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stopAnswers } from './features/assistant/run.ts'
import { changesIn, followAs, readsIn, rowsIn } from './features/live/testing.ts'
import { codeOf } from './features/organizations/access/testing.ts'
import { assignedTask } from './features/notifications/testing.ts'
import { newType } from './modules/foundry/testing.ts'
import { openShop } from './modules/accounting/testing.ts'
import type { Shop } from './modules/accounting/testing.ts'
import type { CatalogEntry } from './platform/catalog/catalog.ts'
import { createCatalog } from './platform/catalog/create-catalog.ts'
import { pathPrefix } from './platform/path-prefix.ts'
import { appRouter } from './router.ts'
import { asked } from './testing/asked.ts'
import { rowsOfAll } from './testing/factories.ts'
import { fingerprintOfAll } from './testing/fingerprint.ts'
import { giveCredits, productModules, startHub } from './testing/index.ts'
import type { TestHub, TestPerson } from './testing/start-hub.ts'
import { permissions } from './testing/product.ts'
import { idFrom, sampleInputs, withExtras } from './testing/sample-input.ts'
import { ownerCannotIn, sampleExtras } from './testing/stranger-cases.ts'

/* What "keeps the books and sees nothing else" comes to on the modules of the product, act by act and place by place. */

const bookkeeping = { accounting: 'write', '*': 'none' } as const
const books = productModules.filter(({ name }) => name === 'accounting')
const closed = productModules.filter(({ name }) => name !== 'accounting')
const others = closed.map(({ name }) => name)

const { entries } = createCatalog(appRouter, () => {
  throw new Error('only the schemas are read here')
})
const isRead = ({ meta }: CatalogEntry) => meta.effect === 'read'
/** By where they stand and not by their permission, so that an act that asks for too little is among them. */
const actsOf = (modules: typeof productModules) =>
  entries.filter(({ path }) => modules.some((module) => path.startsWith(pathPrefix(module))))
const actsOfModules = new Set(actsOf(productModules))
/** What the hub itself answers to somebody of an organization, or about themselves. */
const hubWide = entries
  .filter((entry) => entry.type === 'query' && isRead(entry) && !actsOfModules.has(entry))
  .filter(({ meta }) => ['self', ...permissions.names].includes(meta.permission))
const ownerCannot = ownerCannotIn(productModules)

/** In the name of something in every module, in the books as well. */
const WORD = 'Quincunx'
const names = {
  ops: `${WORD} rota`,
  foundry: `${WORD} Inn`,
  connectors: `${WORD} web shop`,
  security: 'quincunx.example',
  marketplace: `${WORD} blend`,
  travel: `${WORD} van`,
}

let hub: TestHub
let shop: Shop
let keeper: Awaited<ReturnType<Shop['join']>>
/** A row of each kind of thing there is, for the ids that acts take. */
let ids: Record<string, string>
beforeAll(async () => {
  hub = await startHub()
  hub.hub.fanout.start()
  shop = await openShop(hub)
  await giveCredits(hub, shop.orgId, { micro: 10_000_000 })
  ids = await rowsOfAll({ hub, org: shop })
  await furnish()
  keeper = await shop.join('member', bookkeeping)
})
afterAll(async () => {
  await stopAnswers(hub.hub)
  await hub.hub.fanout.stop()
  await hub.stop()
})

async function furnish(): Promise<void> {
  const { security, marketplace, travel, foundry } = shop.api.modules
  const { id: contactId } = await shop.books.contacts.create({ name: `${WORD} Hotel` })
  const lines = [{ description: 'Coffee', unitPrice: '240.00', taxCodeId: shop.taxes.none }]
  const invoice = await shop.books.invoices.create({ contactId, lines, issuedOn: '2026-01-05' })
  await shop.books.invoices.post({ id: invoice.id })
  await security.sites.add({ address: names.security })
  await marketplace.products.create({ name: names.marketplace, price: '23.50', currency: 'EUR' })
  await travel.rentals.create({ name: names.travel, place: 'Lisbon', seats: 5, amount: '45.00' })
  const data = { org: shop, data: foundry, stop: async () => undefined }
  const properties = [{ title: 'Name', kind: 'text' as const, path: ['name'] }]
  const { datasetId } = await newType(data, { title: 'Boat', properties })
  const records = [{ id: '1', name: names.foundry }]
  await foundry.datasets.put({ id: datasetId, keyFields: ['id'], records })
  // Only a shop on the internet could be connected through the product.
  await hub.hub.db
    .org(shop.orgId)
    .updateTable('connectorsConnection')
    .set({ title: names.connectors, state: 'broken' })
    .execute()
  // Late, so that it is in the briefing, and paid for, so that it is in the history of credits; another one waits for a yes.
  await shop
    .as({ door: 'workflow' })
    .modules.ops.tasks.create({ title: names.ops, dueOn: '2026-01-05', assigneeId: shop.owner.userId })
  ids['approval'] = await asked(shop.as({ door: 'mcp' }).modules.ops.tasks.create({ title: names.ops }))
}

async function answerTo({ userId }: TestPerson, path: string, input: unknown) {
  const call = hub.call({ credential: { kind: 'person', userId }, org: shop.slug })
  return hub.hub.catalog.call(path, input, call).then(
    (output) => ({ code: 'OK', text: JSON.stringify(output) }),
    (error: Error & { code: string }) => ({ code: error.code, text: error.message }),
  )
}

const inputsOf = ({ path, inputJson }: CatalogEntry) =>
  sampleInputs(inputJson, idFrom(ids)).map(({ input }) => withExtras(input, sampleExtras[path]))

/** Where these acts, with every form of their input, answered otherwise than by one of the codes. */
async function wrongAnswersTo(
  person: TestPerson,
  acts: readonly CatalogEntry[],
  codes: readonly string[],
): Promise<string[]> {
  const wrong: string[] = []
  for (const act of acts)
    for (const input of inputsOf(act)) {
      const { code, text } = await answerTo(person, act.path, input)
      if (!codes.includes(code)) wrong.push(`${act.path} answered ${code}: ${text.slice(0, 200)}`)
    }
  return wrong
}

const refused = ['FORBIDDEN', 'NOT_FOUND']

describe('acts of modules, for a bookkeeper', () => {
  const ofOthers = closed.map((module) => [module.name, actsOf([module])] as const)

  test.each(ofOthers)(
    '%s: they are refused every read that the owner is answered (AUTH-11)',
    async (_name, acts) => {
      const reads = acts.filter(isRead)
      expect(reads.length).toBeGreaterThan(2)
      expect(await wrongAnswersTo(keeper, reads, refused)).toEqual([])
      const open = reads.filter(({ path }) => ownerCannot[path] === undefined)
      expect(await wrongAnswersTo(shop.owner, open, ['OK'])).toEqual([])
    },
  )

  test.each(ofOthers)(
    '%s: they are refused every write, before anything is written (AUTH-11)',
    async (_name, acts) => {
      const writes = acts.filter((act) => !isRead(act))
      expect(writes.length).toBeGreaterThan(2)
      const before = await fingerprintOfAll(hub.database)
      expect(await wrongAnswersTo(keeper, writes, refused)).toEqual([])
      expect(await fingerprintOfAll(hub.database)).toEqual(before)
    },
  )

  test('accounting: they are answered every read (AUTH-11)', async () => {
    expect(await wrongAnswersTo(keeper, actsOf(books).filter(isRead), ['OK'])).toEqual([])
  })

  test('accounting: they bill a customer, take the money and read the reports, and set up no books (AUTH-11, ACC-2)', async () => {
    const { contacts, invoices, paymentsIn, reports, book } = keeper.api.modules.accounting
    const { id: contactId } = await contacts.create({ name: 'Oakhollow Hotel' })
    const lines = [{ description: 'House blend', unitPrice: '80.00', taxCodeId: shop.taxes.none }]
    const { id } = await invoices.create({ contactId, lines })
    await invoices.post({ id })
    const owes = async () => (await reports.receivables({ contactId })).totals.total
    expect(await owes()).toBe('80.00')
    await paymentsIn.record({ invoiceId: id, amount: '30.00' })
    expect([await owes(), (await invoices.get({ id })).status]).toEqual(['50.00', 'part_paid'])
    expect((await reports.trialBalance({})).rows.length).toBeGreaterThan(2)
    const setUp = book.setUp({ baseCurrency: 'EUR', country: 'IE', startsOn: '2026-01-01' })
    await expect(setUp).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})

const closedKinds = new Set(['attached_file', ...closed.flatMap(({ entities }) => Object.keys(entities))])

/** What a text tells of closed modules: names of theirs, and the kinds of rows whose ids it holds. */
function toldIn(text: string): string[] {
  const rows = Object.entries(ids).filter(([kind, id]) => closedKinds.has(kind) && text.includes(id))
  return [...Object.values(names).filter((name) => text.includes(name)), ...rows.map(([kind]) => kind)]
}

/** What somebody hears at a place of the hub: asked for as samples say, for everything, and for the word. */
async function heardAt(person: TestPerson, entry: CatalogEntry): Promise<string> {
  const inputs = [...inputsOf(entry), {}, { search: WORD }, { query: WORD }]
  const answers = await Promise.all(inputs.map((input) => answerTo(person, entry.path, input)))
  return answers.map(({ text }) => text).join('\n')
}

const moduleOf = (kind: string) => productModules.find(({ entities }) => kind in entities)?.name ?? 'the hub'

describe('places of the whole hub, for a bookkeeper', () => {
  test.each(hubWide.map((entry) => [entry.path, entry] as const))(
    '%s tells them nothing of other modules (AUTH-11)',
    async (_path, entry) => {
      expect(toldIn(await heardAt(keeper, entry))).toEqual([])
    },
  )

  test('the owner hears there of every module', async () => {
    const heard = new Map<string, string[]>()
    for (const entry of hubWide) heard.set(entry.path, toldIn(await heardAt(shop.owner, entry)))
    const telling = [...heard.keys()].filter((path) => heard.get(path)?.length)
    const some = ['system.find', 'system.briefing', 'audit.activity', 'credits.history', 'approvals.list']
    expect(telling).toEqual(expect.arrayContaining(some))
    expect([...heard.values()].flat()).toEqual(expect.arrayContaining(Object.values(names)))
    // A new module needs a name here, or it would be looked for nowhere.
    expect(Object.keys(names)).toEqual(others)
  })

  test('a word that is in every module finds what is in the books (AUTH-11)', async () => {
    const modulesFor = async (api: Shop['api']) => {
      const { kinds, unanswered } = await api.system.find({ query: WORD })
      expect(unanswered).toEqual([])
      return new Set(kinds.map(({ kind }) => moduleOf(kind)))
    }
    expect(await modulesFor(keeper.api)).toEqual(new Set(['accounting']))
    expect(await modulesFor(shop.api)).toEqual(new Set(['accounting', ...others, 'the hub']))
    await expect(keeper.api.system.find({ kinds: ['ops_task'] })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })

  test('the briefing, the activity and the list of tools are of the books and of the hub (AUTH-11)', async () => {
    const parts = async (api: Shop['api']) => (await api.system.briefing({})).lines.map(({ part }) => part)
    expect(await parts(keeper.api)).toEqual(['Accounting'])
    expect(await parts(shop.api)).toEqual(expect.arrayContaining(['Ops copilot', 'Connectors', 'Prices']))
    const { items } = await keeper.api.audit.activity({ limit: 50 })
    const told = new Set(items.map(({ action }) => action.split('.')[0]))
    expect(told).toContain('accounting')
    expect(others.filter((name) => told.has(name))).toEqual([])
    const { toolsets } = await keeper.api.system.help({})
    const offered = new Set(toolsets.flatMap(({ tools }) => tools.map(({ tool }) => tool)))
    expect(actsOf(closed).flatMap(({ tool }) => (offered.has(tool) ? [tool] : []))).toEqual([])
    expect(offered).toContain('accounting_invoices_list')
  })

  test('signing in tells the web app of no right in another module (AUTH-11)', async () => {
    const { organizations } = await keeper.api.auth.me({})
    const held = organizations.flatMap((organization) => organization.permissions)
    expect(held.filter((one) => others.some((name) => one.startsWith(`${name}.`)))).toEqual([])
    expect(held).toContain('accounting.sale.write')
    expect(held).not.toContain('accounting.book.manage')
  })

  test.each(['how many tasks are open', 'which websites do we have', 'show all boats'])(
    '“%s” is answered to the owner, and to them not at all (OPS-1, AUTH-11)',
    async (question) => {
      expect(await shop.api.assistant.ask({ question })).toMatchObject({ isUnderstood: true })
      const answer = await keeper.api.assistant.ask({ question })
      expect(answer).toMatchObject({ isUnderstood: false, rows: [], asked: null })
      expect(toldIn(JSON.stringify(answer))).toEqual([])
      expect(answer.near.join()).not.toMatch(/task|website|boat/i)
    },
  )
})

describe('what reaches a bookkeeper by itself', () => {
  test('is nothing of a task they were given before the rest was closed to them (NTF-1, AUTH-11)', async () => {
    const member = await shop.join('member')
    await assignedTask(hub, shop, member)
    // Asked anew each time: a typed caller goes on knowing the rights that it began with.
    const inboxOf = async (person: TestPerson) => (await answerTo(person, 'notifications.list', {})).text
    const before = await inboxOf(member)
    for (const words of ['ops.task.assigned', 'marketplace.alert', names.ops]) expect(before).toContain(words)
    await shop.api.organizations.access.applySet({ userId: member.userId, set: 'bookkeeper' })
    for (const inbox of [await inboxOf(member), await inboxOf(keeper)]) {
      expect(others.filter((name) => inbox.includes(`"kind":"${name}.`))).toEqual([])
      expect(toldIn(inbox)).toEqual([])
    }
  })

  test('is the change of a customer and no other (RT-1, AUTH-11)', async () => {
    const call = hub.call({ credential: { kind: 'person', userId: keeper.userId }, org: shop.slug })
    const follower = await followAs({ hub: hub.hub, call })
    const task = await shop.api.modules.ops.tasks.create({ title: 'Count boxes' })
    const contact = await shop.books.contacts.create({ name: 'Altamira' })
    await follower.until((heard) => rowsIn(heard, 'accounting_contact').includes(contact.id))
    expect(changesIn(follower.heard).map(({ action }) => action)).toEqual(['accounting.contact.created'])
    expect(JSON.stringify(follower.heard)).not.toContain(task.id)
    const reads = readsIn(follower.heard)
    expect(actsOf(closed).flatMap(({ path }) => (reads.has(path) ? [path] : []))).toEqual([])
    await follower.drop()
  })

  test('acts of the hub itself do nothing for them in another module, and nothing is written (AUTH-11)', async () => {
    const { approvals, files, auth, jobs } = keeper.api
    const { attached_file: id = '', ops_task: entityId = '', approval = '' } = ids
    const before = await fingerprintOfAll(hub.database)
    for (const act of [
      () => approvals.approve({ id: approval }),
      () => files.attach({ entity: 'ops_task', entityId, name: 'note.txt', content: 'TWluZQ==' }),
      () => files.rename({ id, name: 'mine.txt' }),
      () => files.remove({ id }),
      () => jobs.startExport({ list: 'tasks', filters: {} }),
      () => auth.apiKeys.create({ name: 'Till', scopes: ['ops.task.read'] }),
    ])
      expect(refused, String(act)).toContain(await codeOf(act()))
    expect(await fingerprintOfAll(hub.database)).toEqual(before)
  })
})
