import { describe, expect, test } from 'vitest'
import { acts, meant } from './testing/meant.ts'

/** What is done by hand, as the act that was understood. */
async function byHand(text: string): Promise<string> {
  const outcome = await meant(text)
  return outcome.kind === 'byHand' ? outcome.act.path : outcome.kind
}

describe('what is decided and kept by hand is known', () => {
  test.each([
    ['copilot has a request in to rename a task. knock it back', 'approvals.decline'],
    ['whatever the agent is asking to do, the answer is no', 'approvals.decline'],
    ['cursor wants to close a task, fine by me, approve it', 'approvals.approve'],
    ['whatever the copilot asks to change, i agree, so allow it', 'approvals.approve'],
    [
      'the request has the 3rd and should have the 4th, let me put that right before I approve it',
      'approvals.edit',
    ],
    ['shut off the key called Newsletter for good', 'auth.apiKeys.revoke'],
    ['The shop has changed hands, so stop the key named Till', 'auth.apiKeys.revoke'],
    ['the token for the newsletter may do too much, cut down its rights', 'auth.apiKeys.setLevels'],
    ['which rights might a token be given', 'auth.apiKeys.scopes'],
    ['I am appointing Jonas as admin, kindly arrange', 'organizations.members.changeRole'],
    ['dial Jonas back down to viewer', 'organizations.members.changeRole'],
    [
      'Lena says our invitation has not turned up, mail it to her another time',
      'organizations.invitations.resend',
    ],
    ['our bank has requested the complete audit log of October as a spreadsheet', 'audit.export'],
    ['Jonas shall become a viewer from next week', 'organizations.members.changeRole'],
  ])('"%s"', async (text, path) => {
    expect(await byHand(text)).toBe(path)
  })
})

describe('what is told of the hub itself is found, with every filter that was said', () => {
  test.each([
    ['does any program need a yes from us', 'approvals.list', { status: 'pending' }],
    ['has some bot asked for something we have not answered', 'approvals.list', { status: 'pending' }],
    ['which approved requests could not be carried out', 'approvals.list', { status: 'failed' }],
    ['which requests lapsed because none of us reacted', 'approvals.list', { status: 'expired' }],
    ['does a request wait for us', 'approvals.list', { status: 'pending' }],
    ['show the requests that we said no to', 'approvals.list', { status: 'declined' }],
    ['which requests did nobody decide in time', 'approvals.list', { status: 'expired' }],
    ['show the keys, those that no longer work as well', 'auth.apiKeys.list', { status: 'all' }],
    ['what did Jonas do from the command line', 'audit.list', { actorId: 'jonas', door: 'cli' }],
    ['audit log of yesterday, all persons', 'audit.list', { from: '2026-11-19', to: '2026-11-19' }],
    ['what has Jonas still got to do', 'tasks.list', { status: 'open', assigneeId: 'jonas' }],
    ["how many tasks have no one's name on them", 'tasks.count', { unassigned: true }],
    ['who can approve requests', 'organizations.access.holders', { permission: 'approve requests' }],
    ['who can decline requests', 'organizations.access.holders', { permission: 'Decline requests' }],
    [
      'which members are entitled to look at the audit log',
      'organizations.access.holders',
      { permission: 'see the audit log' },
    ],
    [
      'who has not yet switched on two-step sign-in',
      'organizations.members.list',
      { hasSecondFactor: false },
    ],
    ['who has already activated 2fa', 'organizations.members.list', { hasSecondFactor: true }],
    ['list members with 2fa turned off', 'organizations.members.list', { hasSecondFactor: false }],
    ['did any of the calls made with our API keys end in an error', 'audit.calls', { failed: true }],
    ['who has two factor on', 'organizations.members.list', { hasSecondFactor: true }],
    ['who still has to set up their second factor', 'organizations.members.list', { hasSecondFactor: false }],
    ['notifications I did not read', 'notifications.list', { view: 'unread' }],
    ['which open tasks has nobody been given', 'tasks.list', { status: 'open', unassigned: true }],
    ['can you prove that nobody has rewritten our audit log', 'audit.verify', {}],
    ['our price list for every way in', 'credits.priceBook', {}],
  ])('"%s"', async (text, path, input) => {
    expect(acts(await meant(text))).toEqual([[path, input]])
  })
})

describe('what only sounds like it is a task', () => {
  test.each([
    ['add a task: approve the request of the landlord', { title: 'Approve the request of the landlord' }],
    [
      'remind me to send the keys of the shop to the agency',
      { title: 'Send the keys of the shop to the agency' },
    ],
  ])('"%s"', async (text, input) => {
    expect(acts(await meant(text))).toEqual([['tasks.create', input]])
  })
})

test('behind who the admins are, another one is made by hand', async () => {
  const last = { path: 'organizations.members.list', input: { role: 'admin' } }
  const outcome = await meant('make Jonas one too', { last })
  expect(outcome).toMatchObject({ kind: 'byHand', act: { path: 'organizations.members.changeRole' } })
})

test('where a question is answered is no second question', async () => {
  expect(acts(await meant('who renamed the roster yesterday, look in the audit log'))).toMatchObject([
    ['audit.list', { from: '2026-11-19', to: '2026-11-19' }],
  ])
})

test.each([
  ['whoever gets to invite people', 'invite people'],
  ['names of everyone who may read the audit log', 'read the audit log'],
])('“%s” asks who may %s', async (said, permission) => {
  const [found] = acts(await meant(said))
  expect(found).toMatchObject([
    'organizations.access.holders',
    { permission: expect.stringMatching(new RegExp(permission, 'i')) },
  ])
})
