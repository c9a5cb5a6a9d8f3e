import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Where an operation works: `documents` must have been made with default marshalling. */
export type Table = { readonly documents: DynamoDBDocumentClient; readonly tableName: string };
