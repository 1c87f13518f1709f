import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createHub } from './create-hub.ts'
import { declaredBy } from './declared.ts'
import { orgProcedure, router } from './platform/calls/trpc.ts'
import { readEnvironments, secretSettings } from './platform/environment.ts'
import type { HubModule } from './platform/module.ts'
import { NoInput } from './shared/no-input.ts'
import { startHub } from './testing/index.ts'
import type { TestHub } from './testing/index.ts'

const environment = z.object({
  SHELF_PRINTER: z.url({ error: 'must be an address' }).optional(),
  SHELF_COPIES: z.coerce.number({ error: 'must be a number' }).int().default(1),
})

const shelf: HubModule = {
  name: 'shelf',
  title: 'Shelf',
  router: router({
    printer: orgProcedure
      .meta({
        title: 'Printer',
        description: 'Where labels come out.',
        permission: 'organization.read',
        price: 'free',
        effect: 'read',
        doors: 'all',
      })
      .input(NoInput)
      .output(z.strictObject({ printer: z.string().nullable(), copies: z.int() }))
      .query(({ ctx }) => {
        const { SHELF_PRINTER: printer = null, SHELF_COPIES: copies } = ctx.hub.environment.of(environment)
        return { printer, copies }
      }),
  }),
  schemas: [],
  permissions: {},
  environment,
  entities: {},
  activity: {},
  personal: { files: [], leftOut: [] },
}

const settings = { SHELF_PRINTER: 'https://printer.example', SHELF_COPIES: ' ', HUB_SECRET: 'of the hub' }

describe('settings of a module', () => {
  let hub: TestHub
  beforeAll(async () => {
    hub = await startHub({ modules: [shelf], environment: settings })
  })
  afterAll(() => hub.stop())

  test('are what the operator set, and otherwise as the module says', async () => {
    const org = await hub.newOrg()
    const credential = { kind: 'person', userId: org.owner.userId } as const
    await expect(
      hub.hub.catalog.call('modules.shelf.printer', {}, hub.call({ credential, org: org.slug })),
    ).resolves.toEqual({ printer: 'https://printer.example', copies: 1 })
  })

  test('are read by what the module declares and nothing else', () => {
    expect(hub.hub.environment.of(environment)).toEqual({
      SHELF_PRINTER: 'https://printer.example',
      SHELF_COPIES: 1,
    })
    expect(() => hub.hub.environment.of(z.object({ HUB_SECRET: z.string() }))).toThrow('No module')
  })

  test('that are secrets change where they stand in files, and no others; a wrong one is left as it was', () => {
    const declared = z.object({
      SHELF_KEY: z.string().regex(/^\w+$/).optional().meta({ secret: true }),
      SHELF_PRINTER: z.string().optional(),
    })
    const given: Record<string, string> = { SHELF_KEY: 'first', SHELF_PRINTER: 'left' }
    const modules = [{ name: 'shelf', environment: declared }]
    const read = readEnvironments(modules, given)
    expect(secretSettings(modules)).toEqual(['SHELF_KEY'])
    Object.assign(given, { SHELF_KEY: ' second ', SHELF_PRINTER: 'right' })
    expect(read.of(declared)).toEqual({ SHELF_KEY: 'second', SHELF_PRINTER: 'left' })
    Object.assign(given, { SHELF_KEY: 'no key' })
    expect(read.of(declared)).toEqual({ SHELF_KEY: 'second', SHELF_PRINTER: 'left' })
  })

  test('that are wrong stop the start with a sentence each, and without their values', () => {
    const wrong = { SHELF_PRINTER: 'a secret word', SHELF_COPIES: 'many' }
    const { db, log, mail } = hub.hub
    const start = () =>
      createHub({
        db,
        log,
        mail,
        secret: 's'.repeat(32),
        settings: hub.hub.settings,
        modules: [shelf],
        environment: wrong,
      })
    expect(start).toThrow('SHELF_PRINTER must be an address.\nSHELF_COPIES must be a number.')
    expect(start).not.toThrow('a secret word')
  })

  test('have the name of the module in front', () => {
    const nosy = { ...shelf, environment: z.object({ HUB_SECRET: z.string().optional() }) }
    expect(() => declaredBy([nosy])).toThrow(
      'The module "shelf" reads the setting "HUB_SECRET". Its settings begin with "SHELF_", such as "SHELF_SECRET".',
    )
  })
})
