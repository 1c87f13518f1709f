import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../../../modules/index.ts'
import type { ModuleLevels } from '../../../shared/levels.ts'
import { issueKey, openSession, startHub } from '../../../testing/index.ts'
import type { TestHub, TestOrg } from '../../../testing/index.ts'
import { callsIn, codeOf, scratchModule } from './testing.ts'
import type { CallOf } from './testing.ts'

let hub: TestHub
beforeAll(async () => {
  const books = scratchModule('books', { sets: { bookkeeper: 'write' } })
  hub = await startHub({ modules: [...modules, books, scratchModule('stock')] })
})
afterAll(() => hub.stop())

const none = { books: 'none' } as const

const callOf: CallOf = (...whose) => callsIn(hub)(...whose)

/** Which acts of a module somebody may do: "see add close". */
async function actsIn(org: TestOrg, person: { userId: string }, module: string): Promise<string> {
  const call = callOf(org, person)
  const acts = ['see', 'add', 'close']
  const codes = await Promise.all(acts.map((act) => codeOf(call(`modules.${module}.${act}`))))
  return acts.filter((_, at) => codes[at] === 'OK').join(' ')
}

const set = (org: TestOrg, person: { userId: string }, levels: Record<string, ModuleLevels[string] | null>) =>
  org.api.organizations.access.setLevels({ userId: person.userId, levels })

describe('a level that was chosen (AUTH-11)', () => {
  test('holds from the next call on, in both directions, and for each module by itself', async () => {
    const org = await hub.newOrg()
    const [member, viewer] = [await org.join('member'), await org.join('viewer')]
    expect(await actsIn(org, member, 'stock')).toBe('see add')
    await org.api.organizations.access.applySet({ userId: member.userId, set: 'bookkeeper' })
    expect([await actsIn(org, member, 'books'), await actsIn(org, member, 'stock')]).toEqual(['see add', ''])
    expect(await codeOf(member.api.modules.ops.tasks.list({}))).toBe('FORBIDDEN')
    expect(await codeOf(member.api.credits.balance())).toBe('OK')
    await set(org, viewer, { stock: 'manage' })
    expect([await actsIn(org, viewer, 'books'), await actsIn(org, viewer, 'stock')]).toEqual([
      'see',
      'see add close',
    ])
  })

  test('stays in another role, goes with ownership, and does not come back with it', async () => {
    const org = await hub.newOrg()
    const person = await org.join('member', none)
    const changeRole = (role: 'owner' | 'admin' | 'viewer') =>
      org.api.organizations.members.changeRole({ userId: person.userId, role })
    await expect(changeRole('viewer')).resolves.toMatchObject({ levels: none })
    expect(await actsIn(org, person, 'books')).toBe('')
    await expect(changeRole('owner')).resolves.toMatchObject({ levels: {} })
    expect(await actsIn(org, person, 'books')).toBe('see add close')
    await expect(changeRole('admin')).resolves.toMatchObject({ levels: {} })
    await set(org, person, none)
    const taker = await hub.newOrg()
    await expect(org.api.organizations.transferOwnership({ userId: person.userId })).resolves.toMatchObject({
      role: 'owner',
      levels: {},
    })
    expect(await actsIn(org, person, 'books')).toBe('see add close')
    const entries = await callOf(org, person)('audit.list', { action: 'organization.ownership.transferred' })
    expect(entries).toMatchObject({ items: [{ data: { role: 'admin', levels: none } }] })
    expect(await codeOf(callOf(taker, taker.owner)('modules.books.see'))).toBe('OK')
  })

  test('gives no role to others that holds more, in the hands of an admin who is kept out', async () => {
    const org = await hub.newOrg()
    const admin = await org.join('admin', none)
    const viewer = await org.join('viewer', none)
    const { members, invitations } = admin.api.organizations
    expect(await codeOf(members.changeRole({ userId: viewer.userId, role: 'member' }))).toBe('OK')
    const open = await org.join('viewer')
    expect(await codeOf(members.changeRole({ userId: open.userId, role: 'member' }))).toBe('FORBIDDEN')
    const email = 'second-mailbox@example.test'
    expect(await codeOf(invitations.create({ email, role: 'member' }))).toBe('FORBIDDEN')
    expect(await codeOf(invitations.create({ email, role: 'viewer' }))).toBe('FORBIDDEN')
    expect(await codeOf(invitations.create({ email, role: 'member', levels: none }))).toBe('OK')
    expect(await codeOf(members.remove({ userId: open.userId }))).toBe('OK')
  })

  test('ends with the membership', async () => {
    const org = await hub.newOrg()
    const person = await org.join('member', { stock: 'manage' })
    await org.api.organizations.members.remove({ userId: person.userId })
    await org.api.organizations.invitations.create({ email: person.email })
    await accept(person)
    expect(await actsIn(org, person, 'stock')).toBe('see add')
  })

  test('cuts down a key of that person, and an administrator in their place', async () => {
    const org = await hub.newOrg()
    const person = await org.join('admin')
    const { id: programId } = await issueKey(hub.hub, { orgId: org.orgId, userId: person.userId })
    const byKey = callOf(org, person, {
      door: 'rest',
      credential: { kind: 'person', userId: person.userId, programId },
    })
    const staff = await hub.newPerson({ isPlatformAdmin: true })
    const { sessionId, accessToken: token } = await openSession(hub.hub, person.userId)
    const { system } = hub.hub.db
    await system
      .updateTable('authSession')
      .set({ impersonatorId: staff.userId })
      .where('id', '=', sessionId)
      .execute()
    const byStaff = callOf(org, person, { credential: { kind: 'session', token } })
    for (const call of [byKey, byStaff]) expect(await codeOf(call('modules.books.add'))).toBe('OK')
    await set(org, person, { books: 'read' })
    for (const call of [byKey, byStaff])
      expect([await codeOf(call('modules.books.see')), await codeOf(call('modules.books.add'))]).toEqual([
        'OK',
        'FORBIDDEN',
      ])
  })

  test('says which module it is about, and who can give access', async () => {
    const org = await hub.newOrg()
    const person = await org.join('member', none)
    await expect(callOf(org, person)('modules.books.see')).rejects.toThrow(
      /^You have no access to The books in .+\. An owner or admin can give it to you on the page Team\.$/,
    )
    await expect(callOf(org, person)('modules.stock.close')).rejects.toThrow(
      /^Your access to The stock in .+ \("write"\)/,
    )
    const { id: programId } = await issueKey(hub.hub, { orgId: org.orgId, userId: person.userId })
    const byKey = callOf(org, person, {
      door: 'rest',
      credential: { kind: 'person', userId: person.userId, programId },
    })
    await expect(byKey('modules.books.see')).rejects.toThrow(/^You have no access to The books/)
  })
})

/** Follows the link in the mail of an invitation. */
async function accept({ userId, email }: { userId: string; email: string }): Promise<void> {
  await hub.deliver()
  const url =
    hub.mails.findLast(({ to, action }) => to === email && action?.url.includes('token='))?.action?.url ?? ''
  const token = new URL(url).searchParams.get('token') ?? ''
  await hub
    .api(hub.call({ credential: { kind: 'person', userId } }))
    .organizations.invitations.accept({ token })
}

describe('an invitation with levels', () => {
  test('lets somebody in who never sees the rest', async () => {
    const org = await hub.newOrg()
    const person = await hub.newPerson()
    const invitation = await org.api.organizations.invitations.create({
      email: person.email,
      set: 'bookkeeper',
    })
    expect(invitation.levels).toMatchObject({ books: 'write', '*': 'none' })
    const { items } = await org.api.organizations.invitations.list({})
    expect(items).toMatchObject([{ levels: invitation.levels }])
    await accept(person)
    expect([await actsIn(org, person, 'books'), await actsIn(org, person, 'stock')]).toEqual(['see add', ''])
    const log = await callOf(org, org.owner)('audit.list', { action: 'organization.member.joined' })
    expect(log).toMatchObject({ items: [{ data: { role: 'member', levels: invitation.levels } }] })
  })

  test('is dead while its sender is kept out of what it gives, and no longer', async () => {
    const org = await hub.newOrg()
    const [admin, person] = [await org.join('admin'), await hub.newPerson()]
    await admin.api.organizations.invitations.create({ email: person.email })
    const direct = (levels: ModuleLevels) =>
      hub.hub.db.system
        .updateTable('organizationMember')
        .set({ levels: JSON.stringify(levels) })
        .where('userId', '=', admin.userId)
        .execute()
    await direct(none)
    expect(await codeOf(accept(person))).toBe('NOT_FOUND')
    await direct({})
    expect(await codeOf(accept(person))).toBe('OK')
  })

  test('asks its sender for a recent sign-in where it gives more than a viewer has', async () => {
    const org = await hub.newOrg()
    const { sessionId, accessToken: token } = await openSession(hub.hub, org.owner.userId)
    await hub.hub.db.system
      .updateTable('authSession')
      .set({ authTime: new Date(Date.now() - 11 * 60_000) })
      .where('id', '=', sessionId)
      .execute()
    const { invitations } = hub.api(
      hub.call({ credential: { kind: 'session', token }, org: org.slug }),
    ).organizations
    const invite = (levels: ModuleLevels) =>
      codeOf(invitations.create({ email: 'late@example.test', role: 'viewer', levels: { ...levels } }))
    expect([await invite({ books: 'write' }), await invite(none)]).toEqual(['STEP_UP_REQUIRED', 'OK'])
  })

  test('is refused with a set and levels, with levels for an owner, and for a module there is not', async () => {
    const { invitations } = (await hub.newOrg()).api.organizations
    const email = 'somebody@example.test'
    const codes = await Promise.all(
      [
        { email, set: 'bookkeeper', levels: none },
        { email, role: 'owner' as const, levels: none },
        { email, levels: { gone: 'read' as const } },
        { email, set: 'pilot' },
      ].map((input) => codeOf(invitations.create(input))),
    )
    expect(new Set(codes)).toEqual(new Set(['BAD_REQUEST']))
  })
})
