import { CONTENT, PAGE, Paper } from '../../../platform/print/paper.ts'
import type { Part, Severity } from '../checks/check.ts'
import type { ShownFix } from '../findings/schema.ts'
import type { WholeScan } from '../scans/schema.ts'
import { calendarDay } from '../../../shared/day-text.ts'

type ScanCheck = WholeScan['parts'][number]['checks'][number]

export interface ReportFinding extends ScanCheck {
  part: Part
  fix: ShownFix | null
}

/** All that a report says. */
export interface Report {
  organization: string
  scan: WholeScan
  findings: readonly ReportFinding[]
  /** When the scan was done, in words and in the organization's zone. */
  when: string
}

const LEFT = PAGE.margin
const INDENT = 14
const GAP = 10

export const partWords: Readonly<Record<Part, string>> = {
  headers: 'Headers',
  encryption: 'Encryption (TLS)',
  mail: 'Mail',
  libraries: 'Libraries',
  files: 'Files',
}

const severityWords: Readonly<Record<Severity, string>> = { high: 'High', medium: 'Medium', low: 'Low' }

/** The report on a scan as a PDF on A4. */
export async function renderReport(report: Report): Promise<Uint8Array> {
  const { scan, organization } = report
  const at = new Date(scan.finishedAt)
  const paper = new Paper({ title: `Scan of ${scan.host}`, author: organization, at })
  head(paper, report)
  parts(paper, scan)
  for (const severity of ['high', 'medium', 'low'] as const) findingsOf(paper, report, severity)
  leftAlone(paper, report)
  rest(paper, scan, { state: 'unknown', title: 'Could not be looked at' })
  rest(paper, scan, { state: 'passed', title: 'In order' })
  paper.number(`${scan.host} · ${report.when} · ${organization}`)
  return paper.bytes()
}

/** A block that begins on a page where it fits, where a page is long enough for it. */
function room(paper: Paper, height: number): void {
  if (!paper.fits(height)) paper.newPage()
}

interface Line {
  indent?: number
  size?: number
  bold?: boolean
  quiet?: boolean
}

/** A paragraph, over pages where it is long. */
function write(paper: Paper, text: string, { indent = 0, ...style }: Line = {}): void {
  const width = CONTENT - indent
  for (const line of text.split('\n')) {
    room(paper, paper.height(line, { ...style, width }))
    paper.y += paper.text(line, LEFT + indent, { ...style, width })
  }
}

const CODE: Line = { indent: INDENT, size: 8.5 }

/** What is to be pasted. Where a line is longer than the page is wide, whoever pastes it has to know that it is one. */
function code(paper: Paper, text: string): void {
  const width = CONTENT - INDENT
  const oneLine = paper.height('x', { ...CODE, width })
  const isBroken = text.split('\n').some((line) => paper.height(line, { ...CODE, width }) > oneLine)
  write(paper, text, CODE)
  if (isBroken) write(paper, BROKEN, { ...CODE, quiet: true })
}

const BROKEN =
  'A line above is too long for this page and goes on in the next: paste it as one line, or copy it from the website’s page in the hub.'

function head(paper: Paper, { organization, scan, when }: Report): void {
  write(paper, organization, { quiet: true })
  write(paper, scan.host, { size: 20, bold: true })
  paper.y += 4
  const grade =
    scan.grade === null ? 'No grade: nobody could look' : `Grade ${scan.grade}, ${scan.score} of 100`
  write(paper, grade, { size: 13, bold: true })
  const kind = scan.kind === 'quick' ? 'A quick scan: what a visitor sees.' : 'A full scan.'
  write(paper, `${kind} ${when}.`, { quiet: true })
  paper.y += 2 * GAP
}

/** "2 to mend, -45 points, 1 muted" */
function stateOf({ toMend, points, muted }: WholeScan['parts'][number]): string {
  const toDo = toMend === 0 ? [] : [`${toMend} to mend`, `${points} points`]
  const left = muted === 0 ? [] : [`${muted} muted`]
  return [...toDo, ...left].join(', ') || 'all good'
}

function parts(paper: Paper, scan: WholeScan): void {
  for (const part of scan.parts) {
    const { score, grade, checks, looked } = part
    room(paper, 20)
    paper.text(partWords[part.part], LEFT, { bold: true, width: 125 })
    paper.text(grade === null ? 'could not look' : `${grade}, ${score}`, LEFT + 130, { width: 85 })
    paper.text(`${looked} of ${checks.length} checked`, LEFT + 220, { quiet: true, width: 95 })
    if (looked > 0) paper.text(stateOf(part), LEFT + 320, { width: CONTENT - 320 })
    paper.y += 16
  }
  paper.y += GAP
}

function findingsOf(paper: Paper, { findings }: Report, severity: Severity): void {
  const own = findings.filter((one) => one.muted === null && one.severity === severity)
  if (own.length === 0) return
  room(paper, 80)
  paper.rule()
  paper.y += GAP
  write(paper, severityWords[severity], { size: 13, bold: true })
  for (const finding of own) {
    paper.y += GAP
    findingOf(paper, finding)
  }
  paper.y += GAP
}

function findingOf(paper: Paper, { title, about, evidence, part, points, fix }: ReportFinding): void {
  room(paper, 60)
  write(paper, title, { bold: true })
  write(paper, `${partWords[part]}, ${points} points`, { quiet: true })
  write(paper, about)
  for (const line of evidence) write(paper, line, { indent: INDENT, quiet: true, size: 8.5 })
  if (!fix) return
  paper.y += 4
  write(paper, fix.where, { bold: true, size: 8.5 })
  for (const [at, step] of fix.steps.entries()) write(paper, `${at + 1}. ${step}`, { indent: INDENT })
  if (fix.code !== null) code(paper, fix.code)
  write(paper, fix.afterwards)
}

/** What somebody muted, with the reason: it asks nobody to do anything. */
function leftAlone(paper: Paper, { findings }: Report): void {
  const muted = findings.flatMap(({ title, part, muted: why }) => (why ? [{ title, part, why }] : []))
  if (muted.length === 0) return
  section(paper, 'Muted')
  write(paper, 'This asks nobody to mend it, and still counts in the score.', { quiet: true })
  for (const { title, part, why } of muted) {
    paper.y += GAP
    write(paper, title, { bold: true })
    const until = why.until === null ? '' : `, until ${calendarDay(why.until)}`
    write(paper, `${partWords[part]}${until}: ${why.reason}`)
  }
  paper.y += GAP
}

function section(paper: Paper, title: string): void {
  room(paper, 60)
  paper.rule()
  paper.y += GAP
  write(paper, title, { size: 13, bold: true })
}

function rest(
  paper: Paper,
  scan: WholeScan,
  { state, title }: { state: ScanCheck['state']; title: string },
): void {
  const checks = scan.parts.flatMap((part) => part.checks.filter((one) => one.state === state))
  if (checks.length === 0) return
  section(paper, title)
  for (const check of checks) write(paper, check.title)
  paper.y += GAP
}
