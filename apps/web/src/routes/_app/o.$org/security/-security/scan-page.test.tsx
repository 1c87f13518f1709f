import '@testing-library/jest-dom/vitest'
import { fireEvent, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { refuse } from '../../../../../testing/stand-in.ts'
import type { Procedure } from '../../../../../testing/stand-in.ts'
import {
  allowed,
  reader,
  SITE,
  SCAN,
  BEFORE,
  JOB,
  idOf,
  site,
  scan,
  part,
  parts,
  change,
  finding,
  library,
  whole,
  siteAnswers,
} from './testing-site.ts'
import type { ScanCheck } from './security-types.ts'

const hub = appOnHub(siteAnswers)

function answer(procedures: Record<string, Procedure>): void {
  for (const [path, procedure] of Object.entries(procedures)) hub.procedures.set(path, procedure)
}
const open = (search = '') => hub.open(`/o/tide-fennel/security/${SITE}${search}`)
const sent = hub.inputs
const drawer = async () => within(await screen.findByRole('dialog', { name: 'Finding' }))

describe('the page of a website (SEC-1)', () => {
  it('says how it stands, part by part, and what changed', async () => {
    open()
    expect(await screen.findByRole('heading', { name: site.host })).toBeVisible()
    expect(await screen.findByText(/Every Monday it is scanned again\./)).toBeVisible()
    const result = within(await screen.findByRole('region', { name: 'Result' }))
    expect(result.getByText('75')).toHaveTextContent('75 of 100')
    expect(result.getByText(/Good, 2 to mend/)).toBeVisible()
    expect(await result.findByText('Down from 93, A, on Monday 9 November.')).toBeVisible()
    expect(result.getByText(/New: A script library has a known hole\./)).toBeVisible()
    expect(result.getByText('The worst part counts: Libraries.')).toBeVisible()
    expect(result.getByText('3 of 5 checks ran')).toBeVisible()
    const rows = result.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(rows).toEqual([
      'Headers2 of 2 checked1 to mend−20 points',
      'Libraries1 of 2 checked1 to mend−20 points',
      'Files0 of 1 checkedFull scans only0 points',
    ])
    expect(
      result.getByRole('img', {
        name: 'Score over 2 scans: 93, A, on Monday 9 November; now 75, B.',
      }),
    ).toBeVisible()
  })

  it('says what the grade was, though the last two scans agree', async () => {
    const now = { score: 75, grade: 'B', startedAt: '2026-11-09T09:00:00.000Z' }
    const same = { ...change, before: { ...change.before, ...now }, after: { ...change.after, ...now } }
    answer({
      'modules.security.sites.get': () => ({ ...site, wasGrade: 'A' }),
      'modules.security.scans.compare': () => same,
    })
    open()
    const result = within(await screen.findByRole('region', { name: 'Result' }))
    expect(await result.findByText(/The score is what it was/)).toBeVisible()
    expect(result.getByText('Earlier the grade was A.')).toBeVisible()
  })

  it('lists what is to mend by how grave it is, and what else was looked at', async () => {
    answer({
      'modules.security.findings.list': () => ({
        items: [
          library,
          finding,
          { ...finding, id: idOf(22), muted: { reason: 'Known to us', until: null } },
        ],
        nextCursor: null,
      }),
    })
    open()
    const list = within(await screen.findByRole('region', { name: '2 things to mend' }))
    const high = within(list.getByRole('region', { name: 'High' }))
    expect(high.getByRole('link')).toHaveTextContent(`${library.title}jquery 1.12.4Libraries−25 points`)
    const medium = within(list.getByRole('region', { name: 'Medium' }))
    expect(medium.getByText('new')).toBeVisible()
    expect(medium.getByRole('link')).toHaveAttribute(
      'href',
      expect.stringContaining(`security/${SITE}?finding=${finding.id}`),
    )
    expect(list.queryByRole('region', { name: 'Low' })).toBeNull()
    expect(list.getByText('45 points')).toBeVisible()
    await userEvent.click(list.getByText('1 thing muted'))
    expect(list.getByText('Known to us')).toBeVisible()
    await userEvent.click(list.getByText('1 check passed'))
    expect(list.getByText('About headers.a')).toBeVisible()
    await userEvent.click(list.getByText('2 checks could not run'))
    expect(list.getByText('Why files.a matters.')).toBeVisible()
  })

  it('shows one part alone, and says so in its address', async () => {
    const { router } = open('?part=libraries')
    const list = within(await screen.findByRole('region', { name: '1 thing to mend' }))
    expect(list.getByText(library.title)).toBeVisible()
    await userEvent.click(list.getByRole('button', { name: 'Remove filter Libraries' }))
    expect(await screen.findByRole('region', { name: '2 things to mend' })).toBeVisible()
    expect(router.state.location.search).toEqual({})
  })

  it('has no acts for whoever may only look', async () => {
    answer({ 'auth.me': allowed(reader) })
    open(`?finding=${finding.id}`)
    const panel = await drawer()
    expect(await panel.findByText(whole.about)).toBeVisible()
    for (const name of ['Check this fix', 'Make a task', 'Mute'])
      expect(panel.queryByRole('button', { name })).toBeNull()
    expect(screen.queryByText('Scan again')).toBeNull()
    expect(screen.queryByText('Remove website')).toBeNull()
    expect(screen.getByText('Every Monday.')).toBeVisible()
  })

  it('scans it once, however often it is asked, shows how far it is, and reads anew', async () => {
    let job: Record<string, unknown> = {
      id: JOB,
      status: 'running',
      done: 1,
      total: 4,
      note: 'Reading its page',
    }
    answer({ 'modules.security.scans.start': () => ({ jobId: JOB }), 'jobs.get': () => job })
    open()
    const button = await screen.findByRole('button', { name: 'Scan again' })
    expect(screen.getByText('1.00 credits')).toBeVisible()
    await userEvent.click(button)
    expect(await screen.findByText('Reading its page')).toBeVisible()
    expect(screen.getByText('25%')).toBeVisible()
    await userEvent.click(button)
    expect(sent('modules.security.scans.start')).toMatchObject([{ siteId: SITE, kind: 'full' }])
    const reads = sent('modules.security.sites.get').length
    job = { ...job, status: 'done' }
    expect(await screen.findByText(`${site.host} was scanned.`)).toBeVisible()
    await expect.poll(() => sent('modules.security.sites.get').length).toBeGreaterThan(reads)
    expect(screen.queryByText('Reading its page')).toBeNull()
  })

  it('follows a scan that somebody else asked for', async () => {
    const job = {
      id: JOB,
      status: 'running',
      title: `Scan of ${site.host}`,
      done: 0,
      total: null,
      note: null,
    }
    answer({ 'jobs.list': () => ({ items: [job], nextCursor: null }), 'jobs.get': () => job })
    open()
    expect(await screen.findByText(`Scanning ${site.host}`)).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Scanning' }))
    expect(sent('modules.security.scans.start')).toEqual([])
  })

  it('says why it was not scanned', async () => {
    answer({
      'modules.security.scans.start': () => {
        throw refuse('TOO_MANY_REQUESTS', 'It is scanned once an hour.')
      },
    })
    open()
    await userEvent.click(await screen.findByRole('button', { name: 'Scan again' }))
    expect(await screen.findByText('It is scanned once an hour.')).toBeVisible()
  })

  it('asks for the first scan where there is none', async () => {
    answer({
      'modules.security.sites.get': () => ({
        ...site,
        scanId: null,
        scannedAt: null,
        score: null,
        grade: null,
        proof: null,
        schedule: null,
      }),
      'modules.security.scans.start': () => ({ jobId: JOB }),
      'jobs.get': () => ({ id: JOB, status: 'queued', done: 0, total: null, note: null }),
    })
    open()
    expect(await screen.findByRole('heading', { name: 'Not scanned yet' })).toBeVisible()
    expect(screen.getByText('0.20 credits')).toBeVisible()
    await userEvent.click(screen.getByRole('button', { name: 'Scan' }))
    expect(await screen.findByText(`Scanning ${site.host}`)).toBeVisible()
    expect(sent('modules.security.scans.start')).toMatchObject([{ kind: 'quick' }])
  })

  it('never calls it safe when nobody could look', async () => {
    const blind = { ...scan, score: null, grade: null, parts: [parts[2]] }
    answer({
      'modules.security.scans.get': () => blind,
      'modules.security.findings.list': () => ({ items: [], nextCursor: null }),
    })
    open()
    const result = within(await screen.findByRole('region', { name: 'Result' }))
    expect(result.getByText('Could not look')).toBeVisible()
    expect(result.getByText('Last known: 75, B.')).toBeVisible()
    expect(await screen.findByText('Nobody could look this time, so this says little.')).toBeVisible()
  })
})

describe('what is muted', () => {
  it('is to mend nowhere, though the score counts it', async () => {
    const left = { ...finding, key: 'headers.b', muted: { reason: 'The old till', until: null } }
    const [first, ...others] = scan.parts
    const muted = (one: ScanCheck) => (one.key === left.key ? { ...one, muted: left.muted } : one)
    answer({
      'modules.security.sites.get': () => ({ ...site, toMend: { high: 1, medium: 0, low: 0 }, muted: 1 }),
      'modules.security.scans.get': () => ({
        ...scan,
        parts: [part('headers', (first?.checks ?? []).map(muted)), ...others],
      }),
      'modules.security.findings.list': () => ({ items: [library, left], nextCursor: null }),
    })
    open()
    const result = within(await screen.findByRole('region', { name: 'Result' }))
    expect(await result.findByText('What is muted still counts in the score.')).toBeVisible()
    expect(result.getByText(/Good, 1 to mend/)).toBeVisible()
    const rows = result.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(rows.slice(0, 2)).toEqual([
      'Headers2 of 2 checked1 muted0 points',
      'Libraries1 of 2 checked1 to mend−20 points',
    ])
    expect(await screen.findByText('1 thing to mend')).toBeVisible()
  })
})

describe('earlier scans (SEC-1)', () => {
  it('are compared two at a time, the earlier one first, however quickly they are chosen', async () => {
    answer({
      'modules.security.scans.compare': () => ({
        ...change,
        closed: [
          { key: 'mail.dmarc', part: 'mail', title: 'Anyone can send mail in your name', severity: 'low' },
        ],
        moved: [{ ...change.opened[0], key: 'headers.c', title: 'Cookies', from: 'unsafe', to: 'readable' }],
      }),
    })
    open('/scans')
    expect(await screen.findByText('Choose two to compare them')).toBeVisible()
    const [latest, before] = await screen.findAllByRole('checkbox')
    if (!latest || !before) throw new Error('There are not two scans.')
    // Before the page has shown the first choice.
    fireEvent.click(latest)
    fireEvent.click(before)
    const card = within(await screen.findByRole('region', { name: 'What changed' }))
    expect(await card.findByText('93, A')).toBeVisible()
    expect(sent('modules.security.scans.compare')).toEqual([{ before: BEFORE, after: SCAN }])
    expect(card.getByText('unsafe → readable')).toBeVisible()
    const groups = card.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)
    expect(groups).toEqual(['New1', 'Mended1', 'Changed1'])
  })
})

describe('an address that is damaged', () => {
  it.each(['', '/scans'])('leads back to the websites from %j', async (page) => {
    answer({
      'modules.security.sites.get': () => {
        throw refuse('BAD_REQUEST', 'The id must be an id, as the hub gives them.')
      },
    })
    open(page)
    expect(await screen.findByRole('heading', { name: 'There is no such website', level: 1 })).toBeVisible()
    expect(screen.getByRole('link', { name: 'Go to the websites' })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Try now' })).toBeNull()
  })
})
