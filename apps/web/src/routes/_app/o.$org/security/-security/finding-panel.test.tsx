import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import type { Procedure } from '../../../../../testing/stand-in.ts'
import type { WholeFinding } from './security-types.ts'
import { SITE, JOB, TASK, AT, site, finding, whole, siteAnswers } from './testing-site.ts'

const hub = appOnHub(siteAnswers)

function answer(procedures: Record<string, Procedure>): void {
  for (const [path, procedure] of Object.entries(procedures)) hub.procedures.set(path, procedure)
}
const open = (search = '') => hub.open(`/o/tide-fennel/security/${SITE}${search}`)
const sent = hub.inputs
const drawer = async () => within(await screen.findByRole('dialog', { name: 'Finding' }))

describe('a finding (SEC-1)', () => {
  it('shows what was seen as text, and the fix for what the site runs on', async () => {
    open(`?finding=${finding.id}`)
    const panel = await drawer()
    expect(await panel.findByRole('region', { name: 'What we saw' })).toHaveTextContent(
      '<b>missing</b> GET / 200',
    )
    expect(panel.getByText('Your site answers as Caddy')).toBeVisible()
    expect(panel.getByRole('tab', { name: 'Caddy' })).toHaveAttribute('aria-selected', 'true')
    expect(await panel.findByText('header of caddy')).toBeVisible()
    expect(panel.getByRole('button', { name: 'Copy Caddyfile' })).toBeVisible()
    expect(panel.getByText('Then reload it. Takes about 2 minutes.')).toBeVisible()
    await userEvent.click(panel.getByRole('tab', { name: 'nginx' }))
    expect(await panel.findByText('header of nginx')).toBeVisible()
  })

  it('of the DNS has one fix, whatever the site runs on', async () => {
    answer({ 'modules.security.findings.get': () => ({ ...whole, key: 'mail.dmarc', part: 'mail' }) })
    open(`?finding=${finding.id}`)
    const panel = await drawer()
    expect(await panel.findByText('header of caddy')).toBeVisible()
    expect(panel.queryByRole('tab')).toBeNull()
  })

  it('says what the fix is worth, of the website and of its part', async () => {
    open(`?finding=${finding.id}`)
    const panel = await drawer()
    expect(await panel.findByText('stays at 75, B')).toBeVisible()
    expect(panel.getByText('80 to 100, A+')).toBeVisible()
    expect(panel.getByRole('img', { name: '80 now, 100 after this fix' })).toBeVisible()
    expect(panel.getByText(/The worst part counts, and that is another one/)).toBeVisible()
  })

  it('is checked by the least scan that sees it', async () => {
    answer({
      'modules.security.scans.start': () => ({ jobId: JOB }),
      'jobs.get': () => ({ id: JOB, status: 'running', done: 0, total: null, note: null }),
    })
    open(`?finding=${finding.id}`)
    const panel = await drawer()
    expect(await panel.findByText('0.20 credits')).toBeVisible()
    await userEvent.click(panel.getByRole('button', { name: 'Check this fix' }))
    await expect.poll(() => sent('modules.security.scans.start')).toMatchObject([{ kind: 'quick' }])
  })

  it('that only a full scan sees is not checked before the site is proved', async () => {
    const old: WholeFinding = { ...whole, part: 'encryption', key: 'encryption.protocols' }
    answer({
      'modules.security.findings.get': () => old,
      'modules.security.sites.get': () => ({ ...site, proof: null }),
    })
    open(`?finding=${finding.id}`)
    const panel = await drawer()
    expect(await panel.findByText(/Only a full scan sees this/)).toBeVisible()
    expect(panel.queryByRole('button', { name: 'Check this fix' })).toBeNull()
  })

  it('becomes a task, which is then opened from here', async () => {
    let taskId: string | null = null
    answer({
      'modules.security.findings.get': () => ({ ...whole, taskId }),
      'modules.security.findings.makeTask': () => {
        taskId = TASK
        return { taskId }
      },
    })
    open(`?finding=${finding.id}`)
    const panel = await drawer()
    await userEvent.click(await panel.findByRole('button', { name: 'Make a task' }))
    expect(await panel.findByRole('link', { name: 'Open the task' })).toHaveAttribute(
      'href',
      `/o/tide-fennel/tasks?task=${TASK}`,
    )
  })

  it('is muted with a reason', async () => {
    let muted: WholeFinding['muted'] = null
    answer({
      'modules.security.findings.get': () => ({ ...whole, muted }),
      'modules.security.findings.mute': (input) => {
        muted = { reason: (input as { reason: string }).reason, until: null }
        return { ...finding, muted }
      },
      'modules.security.findings.unmute': () => finding,
    })
    open(`?finding=${finding.id}`)
    const panel = await drawer()
    await userEvent.click(await panel.findByRole('button', { name: 'Mute' }))
    const dialog = within(await screen.findByRole('dialog', { name: /^Mute “The first visit/ }))
    await userEvent.type(dialog.getByLabelText('Why'), 'The shop system sets it')
    await userEvent.click(dialog.getByRole('button', { name: 'Mute' }))
    expect(await panel.findByText('The shop system sets it')).toBeVisible()
    expect(sent('modules.security.findings.mute')).toMatchObject([
      { id: finding.id, reason: 'The shop system sets it', until: null },
    ])
    await userEvent.click(panel.getByRole('button', { name: 'Unmute' }))
    await expect.poll(() => sent('modules.security.findings.unmute')).toHaveLength(1)
  })

  it('that is mended says so, and asks for nothing', async () => {
    answer({
      'modules.security.findings.get': () => ({ ...whole, state: 'closed', closedAt: AT, after: null }),
    })
    open(`?finding=${finding.id}`)
    const panel = await drawer()
    expect(await panel.findByText(/^found mended/)).toBeVisible()
    expect(panel.queryByText('How to mend it')).toBeNull()
    expect(panel.queryByRole('button', { name: 'Check this fix' })).toBeNull()
  })
})
