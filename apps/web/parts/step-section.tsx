import { Button } from '@hub/ui/button'
import { StepList } from '@hub/ui/step-list'
import { Stepper } from '@hub/ui/stepper'
import { Timeline, TimelineStep } from '@hub/ui/timeline'
import { ShoppingCart, UserRound } from 'lucide-react'
import { useState } from 'react'
import { State, States } from './state.tsx'

const steps = [
  { id: 'file', name: 'Choose a file', detail: 'customers.csv' },
  { id: 'columns', name: 'Match columns', detail: '14 of 14' },
  { id: 'check', name: 'Check' },
  { id: 'done', name: 'Import' },
]

function Import() {
  const [current, setCurrent] = useState('check')
  return <Stepper label="Import customers" steps={steps} current={current} onStep={setCurrent} />
}

/** What goes on in steps, and what one goes through step by step. */
export function StepSection() {
  return (
    <States>
      <State wide name="Steps of a task">
        <Import />
      </State>
      <State name="A run">
        <Timeline label="Run 119">
          <TimelineStep state="done" name="Read late invoices" detail="3 found" time="0.4 s" />
          <TimelineStep
            state="failed"
            name="Email to Marrow Lane Market"
            detail="The address no longer exists. Nothing was sent."
            time="08:21"
          >
            <Button size="sm" className="mt-1.5">
              Retry from here
            </Button>
          </TimelineStep>
          <TimelineStep state="waiting" name="Email to Brindle & Co Deli" detail="Waits for your yes." />
          <TimelineStep state="running" name="Email to Oakhollow Hotel" />
          <TimelineStep state="idle" name="Write the summary" />
        </Timeline>
      </State>
      <State name="Who says what">
        <Timeline label="Who says what">
          <TimelineStep
            icon={<UserRound aria-hidden="true" />}
            name="Ana Reis"
            time="12 Nov 14:20"
            detail="A person’s edit wins until somebody undoes it."
          />
          <TimelineStep
            icon={<ShoppingCart aria-hidden="true" />}
            name="Shopify"
            time="today 06:00"
            detail="hello@lanternstreet.example"
          />
        </Timeline>
      </State>
      <State name="What was done, in one line">
        <StepList
          summary="Looked in Accounting"
          duration="1.8 s"
          steps={[{ id: '1', label: 'Found the customer', state: 'done', detail: '0.02' }]}
        />
      </State>
    </States>
  )
}
