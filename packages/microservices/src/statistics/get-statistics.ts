export const handler = async () => {
  throw new Error('Not built yet.');
};
