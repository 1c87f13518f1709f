import { Avatar, OrganizationMark } from '@hub/ui/avatar'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import {
  Comment,
  Comments,
  Deed,
  Deeds,
  Fact,
  Facts,
  Figures,
  RecordPage,
  RelatedLists,
  SourceMark,
} from '@hub/ui/record'
import { Status } from '@hub/ui/status'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@hub/ui/table'
import { Landmark, ShoppingCart, UserRound } from 'lucide-react'
import { useState } from 'react'
import { State, States } from './state.tsx'

const shop = <ShoppingCart aria-hidden="true" />
const person = <UserRound aria-hidden="true" />

function Rows({ name, rows }: { name: string; rows: readonly [string, string, string][] }) {
  return (
    <Table label={name}>
      <TableHead>
        <Th>{name}</Th>
        <Th>Date</Th>
        <Th numeric>Amount, €</Th>
      </TableHead>
      <TableBody>
        {rows.map(([id, date, amount]) => (
          <TableRow key={id}>
            <Td>
              <a href={`#${id}`} className="text-link">
                {id}
              </a>
            </Td>
            <Td phone="detail">{date}</Td>
            <Td numeric phone="end">
              {amount}
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function Lists() {
  const [list, setList] = useState<'invoices' | 'orders'>('invoices')
  return (
    <RelatedLists
      label="What belongs to Lantern Street Bakery"
      value={list}
      onValueChange={setList}
      lists={[
        {
          id: 'invoices',
          name: 'Invoices',
          count: 2,
          content: (
            <Rows
              name="Invoices"
              rows={[
                ['INV-2058', '19 Nov', '228.18'],
                ['INV-2049', '12 Nov', '184.40'],
              ]}
            />
          ),
        },
        {
          id: 'orders',
          name: 'Orders',
          count: 1,
          content: <Rows name="Orders" rows={[['#20418', 'today', '228.18']]} />,
        },
      ]}
    />
  )
}

function FactsCard() {
  return (
    <Card flush title="Facts" action={<Button size="sm">Edit</Button>}>
      <Facts label="Facts">
        <Fact selected name="Email" source={<SourceMark icon={person}>Ana, 12 Nov</SourceMark>}>
          orders@lanternstreet.example
        </Fact>
        <Fact name="Phone" source={<SourceMark icon={shop}>Shopify</SourceMark>}>
          +353 91 555 0142
        </Fact>
        <Fact name="Address">4 Lantern Street, Galway</Fact>
        <Fact name="VAT number">–</Fact>
      </Facts>
    </Card>
  )
}

function History() {
  return (
    <Card flush title="Activity">
      <Deeds label="Activity">
        <Deed mark={shop} time="08:52">
          <b>Shopify</b> added order <a href="#20418">#20418</a>, €228.18.
        </Deed>
        <Deed
          mark={<Landmark aria-hidden="true" />}
          time="07:05"
          detail="4 of 4 agree, waiting for your yes."
        >
          <b>Bank</b> line <a href="#bank">+€312.00</a> looks like payment of <a href="#2041">INV-2041</a>.
        </Deed>
        <Deed mark={<Avatar size="sm" decorative name="Ana Reis" />} time="12 Nov">
          <b>Ana</b> changed email from hello@ to orders@lanternstreet.example.
        </Deed>
      </Deeds>
    </Card>
  )
}

/** A whole record page. */
export function RecordSection() {
  return (
    <States>
      <State wide name="A customer">
        <RecordPage
          mark={<OrganizationMark name="Lantern Street" className="size-11! text-15!" />}
          title="Lantern Street Bakery"
          status={<Status tone="danger">Owes</Status>}
          description="Customer since March 2023. One record from 3 sources."
          actions={
            <>
              <Button>Ask</Button>
              <Button variant="primary">New invoice</Button>
            </>
          }
          figures={
            <Figures
              label="In short"
              figures={[
                { name: '12 months', value: '€9,412.60', note: 'net, 214 orders' },
                { name: 'Owes', value: '€724.58', note: '3 invoices' },
                { name: 'Late', value: '€312.00', note: 'by 9 days' },
                { name: 'Last order', value: 'Today', note: '08:52, #20418' },
              ]}
            />
          }
          side={
            <Card title="Comments">
              <Comments label="Comments">
                <Comment author="Ana Reis" time="12 Nov">
                  They moved. The old address still gets letters.
                </Comment>
                <Comment author="Maeve Brannigan" time="today">
                  Called them, all good.
                </Comment>
              </Comments>
            </Card>
          }
        >
          <FactsCard />
          <Lists />
          <History />
        </RecordPage>
      </State>
    </States>
  )
}
