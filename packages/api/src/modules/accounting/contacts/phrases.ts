import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { contactTold, contactsTold } from './telling.ts'

const role = {
  customer: ['customers', 'customer', 'clients', 'client', 'buyers', 'debtors'],
  vendor: ['vendors', 'vendor', 'suppliers', 'supplier', 'sellers', 'creditors', 'who we buy from'],
}

export const contactPhrases = {
  'contacts.list': {
    say: [
      '(show|list|open) (me|) (the|our|all|) {role}',
      '(which|what) {role} (do we have|are there|are in the books)',
      '(show|list) (me|) (the|our|all|) (customers and vendors|contacts of the books)',
      '(find|search|look for|look up) (the|a|) (customer|vendor|client|supplier) {search}',
      '(who|which) (are|is) our {role}',
      'is there a (customer|vendor|client|supplier) called {search}',
    ],
    not: [
      'show the team',
      'list the members',
      'who owes us money',
      'orders from our customers',
      'which customers ordered most',
    ],
    words: { role },
    answer: contactsTold,
  },
  'contacts.get': {
    say: [
      '(show|open|read) (me|) (the|) (customer|vendor|client|supplier) {id}',
      '(what|which) is the (address|tax id|phone number|mail address) of (the|) (customer|vendor|client|supplier) {id}',
      '(where|in which city) is (the|) (customer|vendor|client|supplier) {id}',
      'details of (the|) (customer|vendor|client|supplier) {id}',
      '(mail|email|e-mail) (for|to) {id}, (what is it|which one is it)',
      'which (email|mail address|phone number) does {id} have',
    ],
    not: ['show the member', 'my own profile'],
    ask: { id: 'Which customer or vendor?' },
    answer: contactTold,
  },
  'contacts.create': {
    say: [
      '(add|create|enter|register) (a|the|a new|) (customer|client) (called|named|) {name}',
      '(add|create|enter|register) (a|the|a new|) (customer|client) (called|named|) {name} in {city}',
      '(add|create|enter|register|take|put) {name} as (a|our|a new) (customer|client)',
      '(add|enter) {name} as (a|our) (customer|client), {termsDays} days (to pay|)',
      '(add|create|enter) (a|the|a new|) (customer|client) {name}, {street}, {postcode} {city}',
      '(new|another) (customer|client) {name}',
      '(we have|we got|there is) a new (customer|client) (called|named|) {name}',
      '(put|write) {name} (on|into) (the|our) (list of|) (customers|clients)',
    ],
    setting: [
      {
        set: { isCustomer: false, isVendor: true },
        say: [
          '(add|create|enter|register) (a|the|a new|) (vendor|supplier) (called|named|) {name}',
          '(new|another) (vendor|supplier) {name}',
          '(we have|we got|there is) a new (vendor|supplier) (called|named|) {name}',
          '(add|create|enter|register|take|put) {name} as (a|our|a new) (vendor|supplier)',
          '(add|enter) {name} as (a|our) (vendor|supplier), {termsDays} days (to pay|)',
          'new supplier {name}, mail {email}',
          'we buy from {name} now, {termsDays} days to pay',
          'add {name} as a supplier',
          'kindly enter {name} as a supplier with tax number {taxId}',
          'add vendor {name}, net {termsDays}',
          'we buy from {name} now',
          'put {name} down as a vendor with tax id {taxId}',
          "we've got a new supplier, {name}",
          "right, so the dairy changed hands and it's {name} we buy from, note them down",
          "{name} is a supplier we haven't had before, mail {email}",
          'we buy from {name} now, {city}',
          '{name}, {street}, {city}, supplier',
          'we now buy from {name}',
          'put {name} down as a supplier',
        ],
      },
    ],
    beside: [
      '{termsDays} days (to pay|)',
      'pays in {termsDays} days',
      '(tax|vat) (id|number|no) (is|) {taxId}',
    ],
    not: ['invite a person', 'add a member', 'add a task'],
    ask: { name: 'What is the customer called?' },
    proposal: ({ named, input }) =>
      `add the ${input['isVendor'] === true ? 'vendor' : 'customer'} “${named('name')}”`,
  },
  'contacts.update': {
    say: [
      '(rename|change the name of) (the|) (customer|vendor|client|supplier) {id} to {name}',
      '(change|set|update) the (street|address) of (the|) (customer|vendor|client|supplier) {id} to {street}',
      '(change|set|update) the (address|postcode) of (the|) (customer|vendor|client|supplier) {id} to {street}, {postcode} {city}',
      '(the|) (customer|vendor|client|supplier|) {id} (moved|has moved) to {street}, {city}',
      'the new address of {id} is {street}, {city}',
      'the new phone (number|) of {id} is {phone}',
      '(change|set|update) the city of (the|) (customer|vendor|client|supplier) {id} to {city}',
      '(the|) (customer|vendor|client|supplier) {id} (moved|has moved) to {city}',
      '(the|) (customer|vendor|client|supplier) {id} is (now|) called {name}',
      '(set|put) the (payment terms|terms) (of|for) (the|) (customer|vendor|client|supplier|) {id} (to|at) {termsDays} days',
      '{id} (gets|may take|has) {termsDays} days to pay (from now on|)',
    ],
    not: ['change my name', 'rename the task'],
    ask: { id: 'Which customer or vendor?' },
    proposal: ({ named }) => `change ${named('id')}`,
  },
  'contacts.archive': {
    say: [
      '(archive|put away|retire) (the|) (customer|vendor|client|supplier) {id} (please|)',
      '(we|i) (do not|don’t) (work with|sell to|buy from) (the|) (customer|vendor|client|supplier) {id} (any more|anymore)',
      '(take|remove) (the|) (customer|vendor|client|supplier) {id} (off|from) (the|our) list',
      '(delete|remove|get rid of|archive) (a|an old|one|this|that) (customer|vendor|client|supplier)',
      '(delete|remove|get rid of) (the|) (customer|vendor|client|supplier) {id}',
    ],
    not: ['archive the account', 'remove the member'],
    ask: { id: 'Which customer or vendor?' },
    undoneBy: 'contacts.restore',
    proposal: ({ named }) => `archive ${named('id')}`,
  },
  'contacts.restore': {
    say: [
      '(restore|bring back|unarchive) (the|) (archived|) (customer|vendor|client|supplier) {id} (please|)',
      '(we|i) (work with|sell to|buy from) (the|) (customer|vendor|client|supplier) {id} again',
      '(put|take) (the|) (customer|vendor|client|supplier) {id} back (on|into) (the|our) list',
    ],
    not: ['restore the task', 'bring back the account'],
    ask: { id: 'Which customer or vendor?' },
    among: { archived: true },
    undoneBy: 'contacts.archive',
    proposal: ({ named }) => `restore ${named('id')}`,
  },
} satisfies Record<string, ActPhrases>
