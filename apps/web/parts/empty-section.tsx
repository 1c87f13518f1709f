import { Button } from '@hub/ui/button'
import { Empty } from '@hub/ui/empty'
import { State, States } from './state.tsx'

/** What stands where nothing is yet; each names the first act. */
export function EmptySection() {
  return (
    <States>
      <State name="With a first act">
        <Empty
          title="No invoices yet"
          actions={
            <>
              <Button variant="primary">New invoice</Button>
              <Button>Try sample data</Button>
            </>
          }
        >
          Send the first one in about a minute.
        </Empty>
      </State>
      <State name="Nothing under these filters">
        <Empty
          picture="search"
          title="Nothing under these filters"
          actions={<Button>Show everything</Button>}
        >
          Remove one, or show everything.
        </Empty>
      </State>
      <State name="All done">
        <Empty picture="talk" title="Nothing waits for you">
          What needs your yes shows here.
        </Empty>
      </State>
      <State name="An empty board">
        <Empty picture="board" title="No tasks here" actions={<Button>New task</Button>} />
      </State>
    </States>
  )
}
