import { createDocumentClient, type Table } from '@unlith/shared-model/dynamodb';

/** A variable of the function's description; its absence is a fault of deployment. */
export function readVariable(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(
    `The environment variable ${name} is not set: see this function's description in service.ts.`,
  );
}

/** The table that a variable names, with a client made at module load: during INIT, which has a whole processor. */
export const openTable = (variable: string): Table => ({
  documents: createDocumentClient(),
  tableName: readVariable(variable),
});
