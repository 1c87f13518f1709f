import { randomBytes } from 'node:crypto'
import { uuidv7 } from '@hub/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueChallenge } from './features/auth/challenges.ts'
import type { Call } from './platform/calls/call.ts'
import { declaredBy } from './declared.ts'
import { createCatalog } from './platform/catalog/create-catalog.ts'
import type { CatalogEntry } from './platform/catalog/catalog.ts'
import type { OrgPermission } from './platform/access/permissions.ts'
import { routerOf } from './router.ts'
import type { AppError } from './shared/errors.ts'
import { ModuleLevel } from './shared/levels.ts'
import { OrgRole } from './shared/roles.ts'
import { issueGrant, issueKey, openSession, startHub } from './testing/index.ts'
import type { TestHub, TestOrg } from './testing/index.ts'
import { moduleLists } from './testing/module-lists.ts'

/** No procedure has such a field, so whoever may call it hears of the input, and nothing is done. */
const nonsense = { 'not a field': randomBytes(8).toString('hex') }
const ALLOWED = 'BAD_REQUEST'

describe.each(moduleLists)('with $name', ({ modules }) => {
  const { permissions } = declaredBy(modules)
  /** A module to be kept out of, and what its readers hold; of a hub without one, nothing. */
  const [module] = permissions.modules
  const reading = module?.permissions.read[0]
  const { entries } = createCatalog(routerOf(modules), () => {
    throw new Error('only the meta is read here')
  })

  let hub: TestHub
  let org: TestOrg
  beforeAll(async () => {
    hub = await startHub({ modules })
    org = await hub.newOrg()
  })
  afterAll(() => hub.stop())

  async function answerTo(path: string, changes: Partial<Call>): Promise<string> {
    // Some reads take no input at all: they are carried out, since there is nothing to refuse.
    const takesInput = Boolean(hub.hub.catalog.get(path)?.input)
    try {
      await hub.hub.catalog.call(path, takesInput ? nonsense : {}, hub.call(changes))
      return takesInput ? 'was carried out' : ALLOWED
    } catch (error) {
      const { code, details } = error as AppError
      // Bad input counts as "may" only where it is this input that was looked at.
      return code === ALLOWED && !details.issues?.length ? 'refused before its input was read' : code
    }
  }

  /** Asks procedures, all there are, in the name of one caller, and holds what they hear against what they should. */
  async function wrongAnswersTo(
    changes: Partial<Call>,
    expected: (entry: CatalogEntry) => string,
    asked: readonly CatalogEntry[] = entries,
  ): Promise<string[]> {
    const answers = new Set<string>()
    const wrong: string[] = []
    for (const entry of asked) {
      const heard = await answerTo(entry.path, changes)
      answers.add(heard)
      if (heard !== expected(entry)) wrong.push(`${entry.path} answered ${heard}, not ${expected(entry)}`)
    }
    // A caller who may do everything, or nothing at all, would prove no table.
    if (answers.size < 2 || !answers.has(ALLOWED)) wrong.push(`only ${[...answers].join(', ')}`)
    return wrong
  }

  /** That each procedure asks for its permission is asked of all of them; which of them somebody holds, of one for each. */
  const oneOfEach = [...new Map(entries.map((entry) => [entry.meta.permission, entry])).values()]

  const isOfOrganization = ({ permission }: CatalogEntry['meta']): boolean =>
    (permissions.names as string[]).includes(permission)

  /** The rows of the table: what a person hears who holds these permissions in the organization they name. */
  const byTable =
    (holds: ReadonlySet<OrgPermission>, isPlatformAdmin = false) =>
    ({ meta }: CatalogEntry): string => {
      if (meta.permission === 'public' || meta.permission === 'self') return ALLOWED
      if (meta.permission === 'platform.admin') return isPlatformAdmin ? ALLOWED : 'FORBIDDEN'
      return holds.has(meta.permission) ? ALLOWED : 'FORBIDDEN'
    }
  const onlyPublic = ({ meta }: CatalogEntry) => (meta.permission === 'public' ? ALLOWED : 'UNAUTHORIZED')

  const withSession = async (
    userId: string,
    changes: Record<string, unknown> = {},
  ): Promise<Partial<Call>> => {
    const { sessionId, accessToken: token } = await openSession(hub.hub, userId)
    if (Object.keys(changes).length > 0)
      await hub.hub.db.system.updateTable('authSession').set(changes).where('id', '=', sessionId).execute()
    return { credential: { kind: 'session', token }, org: org.slug }
  }

  describe('every procedure, for everybody who may come (AUTH-11, AUTH-12, ASVS 8.2.1, 8.4.1)', () => {
    test.each(OrgRole.options)('%s: what the table of roles says, and nothing else', async (role) => {
      const { userId } = await org.join(role)
      expect(await wrongAnswersTo(await withSession(userId), byTable(permissions.of(role)))).toEqual([])
    })

    const given = OrgRole.exclude(['owner']).options.flatMap((role) =>
      ModuleLevel.options.flatMap((level) =>
        [{ '*': level }, ...(module ? [{ [module.name]: level, '*': 'none' as const }] : [])].map(
          (levels) => ({ role, levels }),
        ),
      ),
    )
    test.each(given)(
      '$role with the levels $levels: what both say, and nothing else',
      async ({ role, levels }) => {
        const { userId } = await org.join(role, levels)
        const holds = permissions.held({ role, levels })
        const readsThere = reading !== undefined && Object.values(levels)[0] !== 'none'
        expect(reading !== undefined && holds.has(reading)).toBe(readsThere)
        expect(await wrongAnswersTo(await withSession(userId), byTable(holds), oneOfEach)).toEqual([])
      },
    )

    test('nobody: what is public', async () => {
      expect(await wrongAnswersTo({ org: org.slug }, onlyPublic)).toEqual([])
    })

    test('the owner of another organization: their own account, and no sign that this one is there', async () => {
      const stranger = await hub.newOrg()
      expect(
        await wrongAnswersTo(await withSession(stranger.owner.userId), (entry) =>
          isOfOrganization(entry.meta) ? 'NOT_FOUND' : byTable(new Set())(entry),
        ),
      ).toEqual([])
    })

    test('an administrator of the platform: no right in an organization they are not in', async () => {
      const { userId } = await hub.newPerson({ isPlatformAdmin: true })
      expect(
        await wrongAnswersTo(await withSession(userId), (entry) =>
          isOfOrganization(entry.meta) ? 'NOT_FOUND' : byTable(new Set(), true)(entry),
        ),
      ).toEqual([])
    })

    test('a suspended owner: what is public', async () => {
      const { owner } = await hub.newOrg()
      const signedIn = await withSession(owner.userId)
      await hub.hub.db.system
        .updateTable('authUser')
        .set({ suspendedAt: new Date() })
        .where('id', '=', owner.userId)
        .execute()
      expect(await wrongAnswersTo(signedIn, onlyPublic)).toEqual([])
    })

    test('a member who was removed: their own account', async () => {
      const { userId } = await org.join('admin')
      const signedIn = await withSession(userId)
      await org.api.organizations.members.remove({ userId })
      expect(
        await wrongAnswersTo(signedIn, (entry) =>
          isOfOrganization(entry.meta) ? 'NOT_FOUND' : byTable(new Set())(entry),
        ),
      ).toEqual([])
    })

    test('whoever has shown the first factor only: what is public (AUTH-9)', async () => {
      const { challenge } = await issueChallenge(hub.hub.db.system, {
        purpose: 'second-factor',
        userId: org.owner.userId,
        data: { isRemembered: true, amr: 'pwd' },
        now: new Date(),
      })
      for (const credential of [
        { kind: 'session', token: challenge },
        { kind: 'bearer', token: challenge },
        { kind: 'grant', token: challenge, at: '/mcp' },
      ] as const)
        expect(await wrongAnswersTo({ credential, org: org.slug }, onlyPublic)).toEqual([])
    })

    test('whoever signed in without the second factor that the organization asks for: their own account (AUTH-9)', async () => {
      const strict = await hub.newOrg()
      await hub.hub.db.system
        .updateTable('organization')
        .set({ requiresSecondFactor: true })
        .where('id', '=', strict.orgId)
        .execute()
      const signedIn = await withSession(strict.owner.userId)
      expect(
        await wrongAnswersTo({ ...signedIn, org: strict.slug }, (entry) =>
          isOfOrganization(entry.meta) ? 'SECOND_FACTOR_REQUIRED' : byTable(new Set())(entry),
        ),
      ).toEqual([])
    })

    test('an owner whose last proof is older than ten minutes: all but what asks for a new one (ASVS 7.5.3)', async () => {
      const authTime = new Date(Date.now() - 11 * 60_000)
      const signedIn = await withSession(org.owner.userId, { authTime })
      expect(
        await wrongAnswersTo(signedIn, (entry) =>
          entry.meta.stepUp ? 'STEP_UP_REQUIRED' : byTable(permissions.of('owner'))(entry),
        ),
      ).toEqual([])
    })

    test('an administrator in the place of an owner: nothing that asks for the person themselves', async () => {
      const admin = await hub.newPerson({ isPlatformAdmin: true })
      const signedIn = await withSession(org.owner.userId, { impersonatorId: admin.userId })
      const heard = await Promise.all(
        entries.filter(({ meta }) => meta.stepUp).map(({ path }) => answerTo(path, signedIn)),
      )
      expect(new Set(heard)).toEqual(new Set(['FORBIDDEN']))
      const reads = entries.find(({ meta }) => meta.permission === (reading ?? 'organization.read'))
      await expect(answerTo(reads?.path ?? '', signedIn)).resolves.toBe(ALLOWED)
    })
  })

  /** Meta of doors, DESIGN section 3. */
  const isShut = ({ meta }: CatalogEntry, door: Call['door']) =>
    meta.doors === 'browserOnly' || (meta.doors === 'noTools' && door === 'mcp')

  const throughDoor = (door: Call['door'], holds: ReadonlySet<OrgPermission>) => (entry: CatalogEntry) => {
    if (isShut(entry, door)) return 'NOT_FOUND'
    return entry.meta.stepUp ? 'FORBIDDEN' : byTable(holds)(entry)
  }

  describe('every procedure, for programs (AUTH-13, AUTH-14, ASVS 10.3.2)', () => {
    const scopes: OrgPermission[] = ['credits.read', 'organization.write', ...(reading ? [reading] : [])]
    const kinds = ['key', 'grant'] as const
    const cases = kinds.flatMap((kind) =>
      OrgRole.options.flatMap((role) =>
        (['rest', 'mcp'] as const).map((door) => [kind, role, door] as const),
      ),
    )
    test.each(cases)(
      'a %s of the %s through %s: its scopes, cut down to the role',
      async (kind, role, door) => {
        const { userId } = await org.join(role)
        const fields = { orgId: org.orgId, userId, scopes }
        const programId =
          kind === 'key' ? (await issueKey(hub.hub, fields)).id : await issueGrant(hub.hub, fields)
        const holds = new Set(scopes.filter((scope) => permissions.of(role).has(scope)))
        const caller = { door, credential: { kind: 'person', userId, programId } } as const
        expect(
          await wrongAnswersTo(caller, throughDoor(door, holds), role === 'owner' ? entries : oneOfEach),
        ).toEqual([])
      },
    )

    const cut = kinds.flatMap((kind) => (['rest', 'mcp'] as const).map((door) => [kind, door] as const))
    test.each(cut)(
      'a %s through %s: its scopes, cut down to the levels of its person',
      async (kind, door) => {
        const levels = { [module?.name ?? '*']: 'none' as const }
        const { userId } = await org.join('admin', levels)
        const fields = { orgId: org.orgId, userId, scopes }
        const programId =
          kind === 'key' ? (await issueKey(hub.hub, fields)).id : await issueGrant(hub.hub, fields)
        const holds = new Set<OrgPermission>(['credits.read', 'organization.write'])
        const caller = { door, credential: { kind: 'person', userId, programId } } as const
        expect(await wrongAnswersTo(caller, throughDoor(door, holds))).toEqual([])
      },
    )

    test('a key that was made for one organization opens no other that its owner belongs to', async () => {
      const other = await hub.newOrg()
      const { userId } = org.owner
      await hub.hub.db.system
        .insertInto('organizationMember')
        .values({ id: uuidv7(), orgId: other.orgId, userId, role: 'owner' })
        .execute()
      const { text: key } = await issueKey(hub.hub, { orgId: org.orgId, userId })
      expect(
        await wrongAnswersTo(
          { door: 'rest', credential: { kind: 'apiKey', key }, org: other.slug },
          (entry) => {
            if (isShut(entry, 'rest')) return 'NOT_FOUND'
            if (entry.meta.stepUp) return 'FORBIDDEN'
            return isOfOrganization(entry.meta) ? 'NOT_FOUND' : byTable(new Set())(entry)
          },
        ),
      ).toEqual([])
    })
  })
})
