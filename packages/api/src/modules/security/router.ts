import type { Meta } from '../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../platform/calls/trpc.ts'
import { fileLimit } from '../../platform/files/prepared-files.ts'
import { Done } from '../../shared/mutation.ts'
import { PreparedFile } from '../../shared/prepared-file.ts'
import { makeTask } from './findings/make-task.ts'
import * as findings from './findings/schema.ts'
import { getFinding, getFix, listFindings, muteFinding, unmuteFinding } from './findings/service.ts'
import { prepareReport } from './reports/export.ts'
import { CreateReport } from './reports/schema.ts'
import { mostOfWeekly, priceOf } from './scans/price.ts'
import * as scans from './scans/schema.ts'
import { compareScans, getScan, listScans, startScan } from './scans/service.ts'
import * as schedules from './schedules/schema.ts'
import { holdSchedule, listDue, runScheduled, setSchedule } from './schedules/service.ts'
import * as sites from './sites/schema.ts'
import { addSite, getSite, listSites, proveSite, removeSite } from './sites/service.ts'

const read = {
  permission: 'security.site.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
const write = {
  permission: 'security.scan.write',
  price: null,
  effect: 'write',
  doors: 'all',
} as const satisfies Partial<Meta>
const manage = { ...write, permission: 'security.site.manage' } as const satisfies Partial<Meta>

const sitesRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List websites',
      description: 'Websites of this organization with their grades.',
    })
    .input(sites.ListSites)
    .output(sites.SitePage)
    .query(({ ctx, input }) => listSites(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read a website',
      description: 'Its grade, how to prove that it is yours, and when it is scanned.',
    })
    .input(sites.GetSite)
    .output(sites.WholeSite)
    .query(({ ctx, input }) => getSite(ctx, input)),
  add: orgProcedure
    .meta({ ...write, title: 'Add a website', description: 'Keeps the name of a website, to be scanned.' })
    .input(sites.AddSite)
    .output(sites.Site)
    .mutation(({ ctx, input }) => addSite(ctx, input)),
  prove: orgProcedure
    .meta({
      ...write,
      isRepeatable: true,
      // Each look asks a website that may be a stranger's, and costs nothing.
      limit: { name: 'security.sites.prove', per: 'organization', points: 60, seconds: 3_600 },
      title: 'Prove that a website is yours',
      description: 'Looks for the proof in the DNS, in a file and on the page.',
    })
    .input(sites.ProveSite)
    .output(sites.WholeSite)
    .mutation(({ ctx, input }) => proveSite(ctx, input)),
  remove: orgProcedure
    .meta({
      ...manage,
      effect: 'destructive',
      title: 'Remove a website',
      description: 'Removes it with its scans and findings.',
    })
    .input(sites.RemoveSite)
    .output(Done)
    .mutation(({ ctx, input }) => removeSite(ctx, input)),
})

const scansRouter = router({
  list: orgProcedure
    .meta({ ...read, title: 'List scans', description: 'Scans of websites, the newest first.' })
    .input(scans.ListScans)
    .output(scans.ScanPage)
    .query(({ ctx, input }) => listScans(ctx, input)),
  get: orgProcedure
    .meta({ ...read, title: 'Read a scan', description: 'All checks of a scan, part by part.' })
    .input(scans.GetScan)
    .output(scans.WholeScan)
    .query(({ ctx, input }) => getScan(ctx, input)),
  compare: orgProcedure
    .meta({
      ...read,
      title: 'Compare two scans',
      description: 'What is new, mended or otherwise between two scans of a website.',
    })
    .input(scans.CompareScans)
    .output(scans.ScanChange)
    .query(({ ctx, input }) => compareScans(ctx, input)),
  start: orgProcedure
    .meta({
      ...write,
      price: { metered: priceOf },
      title: 'Scan a website',
      description:
        'Looks at a website as a job: quick as a visitor sees it, full once it is proved to be yours.',
    })
    .input(scans.StartScan)
    .output(scans.StartedScan)
    .mutation(({ ctx, input }) => startScan(ctx, input)),
})

const findingsRouter = router({
  list: orgProcedure
    .meta({ ...read, title: 'List findings', description: 'What is to mend on websites, the worst first.' })
    .input(findings.ListFindings)
    .output(findings.FindingPage)
    .query(({ ctx, input }) => listFindings(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read a finding',
      description: 'Why it matters, what was seen, and the score once it is mended.',
    })
    .input(findings.GetFinding)
    .output(findings.WholeFinding)
    .query(({ ctx, input }) => getFinding(ctx, input)),
  makeTask: orgProcedure
    .meta({
      ...write,
      title: 'Make a task of a finding',
      description: 'Makes a task that says what is to mend.',
    })
    .input(findings.MakeTask)
    .output(findings.MadeTask)
    .mutation(({ ctx, input }) => makeTask(ctx, input)),
  mute: orgProcedure
    .meta({
      ...manage,
      title: 'Mute a finding',
      description: 'Leaves a finding alone, with a reason; it still counts.',
    })
    .input(findings.MuteFinding)
    .output(findings.Finding)
    .mutation(({ ctx, input }) => muteFinding(ctx, input)),
  unmute: orgProcedure
    .meta({ ...manage, title: 'Unmute a finding', description: 'Asks for a finding to be mended again.' })
    .input(findings.UnmuteFinding)
    .output(findings.Finding)
    .mutation(({ ctx, input }) => unmuteFinding(ctx, input)),
})

/** The weekly scan, which a machine goes. */
const ofScanner = { ...write, doors: 'noTools', forMachines: true } as const satisfies Partial<Meta>

const schedulesRouter = router({
  set: orgProcedure
    .meta({
      ...manage,
      title: 'Scan a website every week',
      description: 'On one day of the week, or no more.',
    })
    .input(schedules.SetSchedule)
    .output(schedules.ShownSchedule)
    .mutation(({ ctx, input }) => setSchedule(ctx, input)),
  due: orgProcedure
    .meta({
      ...read,
      doors: 'noTools',
      forMachines: true,
      title: 'List websites to scan now',
      description: 'Those whose time has come.',
    })
    .input(schedules.ListDue)
    .output(schedules.DueSites)
    .query(({ ctx }) => listDue(ctx)),
  run: orgProcedure
    .meta({
      ...ofScanner,
      price: { metered: mostOfWeekly },
      title: 'Do the weekly scan',
      description: 'Scans a website whose time has come.',
    })
    .input(schedules.RunScan)
    .output(schedules.RanScan)
    .mutation(({ ctx, input }) => runScheduled(ctx, input)),
  hold: orgProcedure
    .meta({ ...ofScanner, title: 'Hold the weekly scan', description: 'Says why it could not be done.' })
    .input(schedules.HoldSchedule)
    .output(Done)
    .mutation(({ ctx, input }) => holdSchedule(ctx, input)),
})

export const securityRouter = router({
  sites: sitesRouter,
  scans: scansRouter,
  findings: findingsRouter,
  fixes: router({
    get: orgProcedure
      .meta({ ...read, title: 'Read a fix', description: 'What to paste or do on one kind of server.' })
      .input(findings.GetFix)
      .output(findings.ShownFix)
      .query(({ ctx, input }) => getFix(ctx, input)),
  }),
  schedules: schedulesRouter,
  reports: router({
    create: orgProcedure
      .meta({
        ...read,
        effect: 'write',
        doors: 'browserOnly',
        secret: true,
        limit: fileLimit('modules.security.reports.create'),
        title: 'Report on a scan',
        description: 'Prepares a PDF of a scan with its findings and what mends them.',
      })
      .input(CreateReport)
      .output(PreparedFile)
      .mutation(({ ctx, input }) => prepareReport(ctx, input)),
  }),
})
