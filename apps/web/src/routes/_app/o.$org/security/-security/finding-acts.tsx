import { scanPrices } from '@hub/api/schemas/shared/scan-prices'
import { Button } from '@hub/ui/button'
import { PriceTag } from '@hub/ui/price-tag'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus, SquareCheck } from 'lucide-react'
import { useCan, useHub, useOrganization } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { ScanKind, WholeFinding, WholeSite } from './security-types.ts'
import type { Scanning } from './use-scan.ts'

/** What only a full scan looks at. */
export const kindThatSees = ({ part, key }: Pick<WholeFinding, 'part' | 'key'>): ScanKind =>
  part === 'files' || key === 'encryption.protocols' ? 'full' : 'quick'

interface FindingActsProps {
  finding: WholeFinding
  site: WholeSite
  scanning: Scanning
}

/** What can be done about a finding. */
export function FindingActs({ finding, site, scanning }: FindingActsProps) {
  const canScan = useCan('security.scan.write')
  const canMakeTasks = useCan('ops.task.write')
  const canSeeTasks = useCan('ops.task.read')
  const { state, taskId } = finding
  const isOpen = state === 'open'
  return (
    <>
      {isOpen && canScan && <CheckFix finding={finding} site={site} scanning={scanning} />}
      {taskId !== null && canSeeTasks && <OpenTask id={taskId} />}
      {taskId === null && isOpen && canScan && canMakeTasks && <MakeTask finding={finding} />}
      {isOpen && canScan && isCheckable(finding, site) && (
        <PriceTag className="ml-auto" micro={scanPrices[kindThatSees(finding)]} />
      )}
    </>
  )
}

const isCheckable = (finding: WholeFinding, { proof }: WholeSite): boolean =>
  proof !== null || kindThatSees(finding) === 'quick'

function CheckFix({ finding, site, scanning }: FindingActsProps) {
  if (!isCheckable(finding, site))
    return (
      <p className="w-full text-13 text-text-2">
        Only a full scan sees this. Prove that the site is yours to check it.
      </p>
    )
  return (
    <Button
      variant="primary"
      pending={scanning.isPending}
      pendingLabel="Checking"
      onClick={() => scanning.start(kindThatSees(finding))}
    >
      Check this fix
    </Button>
  )
}

function OpenTask({ id }: { id: string }) {
  const { slug } = useOrganization()
  return (
    <Button render={<Link to="/o/$org/tasks" params={{ org: slug }} search={{ task: id }} />}>
      <SquareCheck aria-hidden="true" />
      Open the task
    </Button>
  )
}

function MakeTask({ finding: { id } }: { finding: WholeFinding }) {
  const { client, trpc, queryClient } = useHub()
  const make = useMutation({
    mutationFn: () => client.modules.security.findings.makeTask.mutate({ id, idempotencyKey: newKey() }),
    onSuccess: async () => {
      showToast('The task is on the board.')
      await queryClient.invalidateQueries(trpc.modules.security.findings.pathFilter())
    },
    onError: (error) => showErrorToast(toFailure(error).message),
  })
  return (
    <Button pending={make.isPending} pendingLabel="Making" onClick={() => make.mutate()}>
      <Plus aria-hidden="true" />
      Make a task
    </Button>
  )
}
