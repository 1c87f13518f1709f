import { Status } from '@hub/ui/status'
import { Switch } from '@hub/ui/switch'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Time } from '@hub/ui/time'
import { Link } from '@tanstack/react-router'
import { useCan, useOrganization } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import type { Workflow } from './flow.ts'
import { RunState } from './run-state.tsx'
import { useSwitch } from './use-workflow.ts'

export function WorkflowTable({ workflows }: { workflows: readonly Workflow[] }) {
  return (
    <Table label="Workflows">
      <TableHead>
        <Th>Workflow</Th>
        <Th>Last run</Th>
        <Th numeric>Next</Th>
        <Th numeric>On</Th>
      </TableHead>
      <TableBody>
        {workflows.map((workflow) => (
          <WorkflowRow key={workflow.id} workflow={workflow} />
        ))}
      </TableBody>
    </Table>
  )
}

const small = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

function WorkflowRow({ workflow }: { workflow: Workflow }) {
  const { slug } = useOrganization()
  const timeZone = useTimeZone()
  const { id, name, startsBy, nextAt, isOn } = workflow
  return (
    <TableRow>
      <Td className="w-full tablet:max-w-0">
        <Link
          to="/o/$org/workflows/$workflow"
          params={{ org: slug, workflow: id }}
          className="font-medium text-text max-tablet:line-clamp-2 max-tablet:wrap-anywhere tablet:block tablet:truncate"
        >
          {name}
        </Link>
        <div className="text-12 text-text-2 tabular-nums wrap-anywhere">
          {startsBy.length === 0
            ? 'Started by hand'
            : startsBy.map((words, at) => (at === 0 ? words : small(words))).join(', ')}
        </div>
      </Td>
      <Td phone="detail">
        <LastRun workflow={workflow} />
      </Td>
      <Td numeric phone="detail-end" className="text-text-3">
        {isOn && nextAt !== null && <Time value={nextAt} format="smart" timeZone={timeZone} />}
      </Td>
      <Td numeric phone="end">
        <OnOff workflow={workflow} />
      </Td>
    </TableRow>
  )
}

function LastRun({ workflow: { id, lastRun, name } }: { workflow: Workflow }) {
  const { slug } = useOrganization()
  const timeZone = useTimeZone()
  if (lastRun === null) return <span className="text-text-3">None yet</span>
  return (
    <Link
      to="/o/$org/workflows/$workflow/runs/$run"
      params={{ org: slug, workflow: id, run: lastRun.id }}
      className="inline-flex items-center gap-2 whitespace-nowrap text-text-3 tabular-nums"
    >
      <span className="sr-only">
        Run {lastRun.number} of {name}:
      </span>
      <RunState run={{ status: lastRun.status, isBeingCanceled: false }} />
      {lastRun.isTest && <span>a test,</span>}
      <Time value={lastRun.at} format="smart" timeZone={timeZone} plain />
    </Link>
  )
}

/** What was never published cannot be on. */
function OnOff({ workflow }: { workflow: Workflow }) {
  const canWrite = useCan('workflow.write')
  const change = useSwitch(workflow)
  if (workflow.published === null) return <Status>Draft</Status>
  if (!canWrite)
    return <Status tone={workflow.isOn ? 'success' : 'neutral'}>{workflow.isOn ? 'On' : 'Off'}</Status>
  const shown = change.isPending ? change.variables : workflow.isOn
  return (
    <Switch
      aria-label={`${workflow.name} is on`}
      checked={shown}
      onCheckedChange={(isOn) => !change.isPending && change.mutate(isOn)}
    />
  )
}
