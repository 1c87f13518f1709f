import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import * as schema from './schema.ts'
import {
  archiveContact,
  createContact,
  getContact,
  listContacts,
  restoreContact,
  updateContact,
} from './service.ts'

const read = {
  permission: 'accounting.contact.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>
const write = {
  ...read,
  permission: 'accounting.contact.write',
  effect: 'write',
} as const satisfies Partial<Meta>

export const contactsRouter = router({
  list: orgProcedure
    .meta({
      ...read,
      title: 'List customers and vendors',
      description: 'Customers and vendors of the business, by name or place.',
    })
    .input(schema.ListContacts)
    .output(schema.ContactPage)
    .query(({ ctx, input }) => listContacts(ctx, input)),
  get: orgProcedure
    .meta({
      ...read,
      title: 'Read a customer or vendor',
      description: 'Address, tax id and terms of one customer or vendor.',
    })
    .input(schema.GetContact)
    .output(schema.Contact)
    .query(({ ctx, input }) => getContact(ctx, input)),
  create: orgProcedure
    .meta({
      ...write,
      title: 'Add a customer or vendor',
      description: 'Adds somebody the business sells to or buys from.',
    })
    .input(schema.CreateContact)
    .output(schema.Contact)
    .mutation(({ ctx, input }) => createContact(ctx, input)),
  update: orgProcedure
    .meta({
      ...write,
      title: 'Change a customer or vendor',
      description: 'Changes address, mail, tax id or terms. Posted documents keep what was printed.',
    })
    .input(schema.UpdateContact)
    .output(schema.Contact)
    .mutation(({ ctx, input }) => updateContact(ctx, input)),
  archive: orgProcedure
    .meta({
      ...write,
      title: 'Archive a customer or vendor',
      description: 'Takes it out of lists and pickers; documents and payments stay.',
    })
    .input(schema.ArchiveContact)
    .output(schema.Contact)
    .mutation(({ ctx, input }) => archiveContact(ctx, input)),
  restore: orgProcedure
    .meta({
      ...write,
      title: 'Restore a customer or vendor',
      description: 'Brings an archived customer or vendor back into lists and pickers.',
    })
    .input(schema.RestoreContact)
    .output(schema.Contact)
    .mutation(({ ctx, input }) => restoreContact(ctx, input)),
})
