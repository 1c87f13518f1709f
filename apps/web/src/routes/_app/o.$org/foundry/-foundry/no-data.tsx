import { Button } from '@hub/ui/button'
import { Empty } from '@hub/ui/empty'
import { Link } from '@tanstack/react-router'
import { useCan, useOrganization } from '../../../../../account.ts'

/** Says how data comes in. */
export function NoData() {
  const { slug } = useOrganization()
  const canManage = useCan('foundry.data.manage')
  return (
    <Empty
      title="No data yet"
      actions={
        canManage && (
          <Button
            variant="primary"
            render={<Link to="/o/$org/foundry/sources" params={{ org: slug }} search={{ add: true }} />}
          >
            Bring in a file
          </Button>
        )
      }
    >
      {canManage
        ? 'A list of customers or orders as a CSV or Excel file is a good beginning.'
        : 'An owner of the organization, or somebody who manages Data, can bring some in.'}
    </Empty>
  )
}
