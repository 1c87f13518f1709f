import type { Hub } from '../../../platform/hub.ts'
import { readFile } from '../../files/service.ts'
import * as account from './export-account.ts'
import { leftOut } from './export-left-out.ts'
import * as rows from './export-rows.ts'
import { FIRST_ID, ROWS_A_PAGE } from '../../../platform/files/personal-data.ts'
import type { PersonIn, ReadRows } from '../../../platform/files/personal-data.ts'
import type { ZipPart } from './zip.ts'

/** More than anybody has; what is beyond it is left out, and the README says so. */
const LARGEST_BYTES = 512 * 1024 * 1024

const ofThePerson = [
  { name: 'profile.json', about: 'you: name, address, preferences', read: account.profile },
  { name: 'memberships.json', about: 'organizations you belong to, and as what', read: account.memberships },
  { name: 'email-change.json', about: 'a new address you asked for', read: account.emailChange },
  { name: 'invitations.json', about: 'invitations sent to your address', read: account.invitations },
  { name: 'sessions.json', about: 'devices that are signed in', read: account.sessions },
  { name: 'devices.json', about: 'devices and networks you signed in from', read: account.devices },
  {
    name: 'sign-in.json',
    about: 'what opens your account besides a password; never the secrets themselves',
    read: account.waysToSignIn,
  },
] as const

const ofEachOrganization = [
  { name: 'conversations.json', about: 'your conversations with the assistant', read: rows.conversations },
  { name: 'messages.json', about: 'what was said in them', read: rows.messages },
  { name: 'approvals.json', about: 'approvals you asked for or decided', read: rows.approvals },
  { name: 'jobs.json', about: 'background work you asked for', read: rows.jobs },
  { name: 'notifications.json', about: 'what you were told of', read: rows.notifications },
  {
    name: 'notification-ways.json',
    about: 'how you want to be told, by kind',
    read: rows.notificationChoices,
  },
  { name: 'pushed-browsers.json', about: 'browsers you turned push on in', read: rows.pushedBrowsers },
  { name: 'notification-hours.json', about: 'when you may be written to', read: rows.notificationHours },
  {
    name: 'credits.json',
    about: 'what your acts cost, in millionths of a credit',
    read: rows.creditEntries,
  },
  { name: 'api-keys.json', about: 'your API keys: name and first letters', read: rows.apiKeys },
  { name: 'api-calls.json', about: 'recent calls of those keys', read: rows.apiCalls },
  {
    name: 'files.json',
    about: 'files you attached, by name; they stay with the organization',
    read: rows.files,
  },
  { name: 'saved-views.json', about: 'views of lists you saved', read: rows.savedViews },
  { name: 'applications.json', about: 'applications you connected', read: rows.grants },
  { name: 'activity.json', about: 'what you did in each organization', read: rows.auditEntries },
] as const

/** What modules keep, then what the hub keeps of each organization. */
const filesOf = ({ personal }: Hub) => [...personal.files, ...ofEachOrganization]

const ACCOUNT_ACTIVITY = {
  name: 'account-activity.json',
  about: 'what happened to your account, from which address and device',
}

const PICTURE = { name: 'picture.webp', about: 'your picture, if you have one' }

/** Counts down what may still be written. */
class Budget {
  left: number
  constructor(bytes: number) {
    this.left = bytes
  }
  get isSpent(): boolean {
    return this.left <= 0
  }
  spend(text: string): string {
    this.left -= Buffer.byteLength(text)
    return text
  }
}

/** All rows, a page at a time. */
async function* allRows<From>(read: ReadRows<From>, from: From): AsyncGenerator<Record<string, unknown>[]> {
  let after = FIRST_ID
  for (;;) {
    const page = await read(from, after)
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (last === undefined || page.length < ROWS_A_PAGE) return
    after = String(last.id)
  }
}

/** A JSON array with one row a line. */
async function* jsonOf(pages: AsyncIterable<unknown[]>, budget: Budget): AsyncGenerator<string> {
  let before = '[\n'
  for await (const page of pages) {
    if (budget.isSpent) break
    yield budget.spend(before + page.map((row) => JSON.stringify(row)).join(',\n'))
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

async function* once(read: () => Promise<unknown[]>): AsyncGenerator<unknown[]> {
  const page = await read()
  if (page.length > 0) yield page
}

function readme(hub: Hub, budget: Budget): string {
  const files = [...ofThePerson, PICTURE, ...filesOf(hub), ACCOUNT_ACTIVITY].map(
    ({ name, about }) => `  ${name.padEnd(24)}${about}`,
  )
  const cut = budget.isSpent
    ? ['', 'THERE WAS MORE THAN FITS: the last files end early. Ask whoever runs this hub for the rest.']
    : []
  return [
    `What Smart AI Hub keeps about you, as of ${hub.now().toISOString()}.`,
    '',
    'Each file is a list in JSON, one entry a line. Times are UTC.',
    '',
    ...files,
    '',
    'Not in here:',
    '',
    ...[...leftOut, ...hub.personal.leftOut].map(({ why }) => `  ${why}`),
    '  what other people made, and what you made in organizations you have left, which is theirs',
    ...cut,
    '',
  ].join('\n')
}

interface Exporting {
  hub: Hub
  userId: string
  /** In bytes, before they are packed. */
  largest?: number
}

/** The picture as it is shown, if there is one. */
async function* pictureOf(hub: Hub, userId: string): AsyncGenerator<ZipPart> {
  const name = await account.pictureName(hub.db.system, userId)
  const file = name === null ? null : await readFile(hub, { kind: 'avatar', name })
  if (file) yield { name: PICTURE.name, chunks: [file.bytes] }
}

/** The files of a person's export. Nothing is read before it is taken. */
export async function* exportParts({
  hub,
  userId,
  largest = LARGEST_BYTES,
}: Exporting): AsyncGenerator<ZipPart> {
  const db = hub.db.system
  const person = { db, userId }
  const budget = new Budget(largest)
  for (const { name, read } of ofThePerson)
    yield {
      name,
      chunks: jsonOf(
        once(() => read(person)),
        budget,
      ),
    }
  yield* pictureOf(hub, userId)
  const organizations = await account.membershipsOf(db, userId)
  async function* inEach(read: ReadRows<PersonIn>) {
    for (const { id, name: organization } of organizations)
      for await (const page of allRows(read, { db: hub.db.org(id), userId }))
        yield page.map((row) => ({ organization, ...row }))
  }
  for (const { name, read } of filesOf(hub)) yield { name, chunks: jsonOf(inEach(read), budget) }
  const activity = allRows(rows.auditEntries, person)
  yield { name: ACCOUNT_ACTIVITY.name, chunks: jsonOf(activity, budget) }
  yield { name: 'README.txt', chunks: [readme(hub, budget)] }
}
